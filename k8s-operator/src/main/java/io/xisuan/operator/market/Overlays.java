package io.xisuan.operator.market;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.xisuan.billing.programme.Programme;
import io.xisuan.model.InputException;
import io.xisuan.operator.api.v1alpha1.VoucherProgramme;
import io.xisuan.operator.api.v1alpha1.VoucherProgrammeSpec;
import io.xisuan.operator.translate.ProgrammeTranslation;
import java.util.List;

/** Fills gaps of a programme for one grant: only rules that are unknown, and what is shipped stays as it is. */
final class Overlays {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** What is written when the document says that there is no such rule. */
    private static final String NONE = "none";

    private Overlays() {}

    /**
     * Returns the programme with the gaps filled.
     *
     * @throws InputException when a rule is not unknown in any version, or the value means nothing
     */
    static Programme filled(VoucherProgramme resource, List<Overlay> overlays) {
        ObjectNode spec = JSON.valueToTree(resource.getSpec());
        overlays.forEach(overlay -> fill(spec, overlay));
        try {
            VoucherProgramme filled = new VoucherProgramme();
            filled.setMetadata(resource.getMetadata());
            filled.setSpec(JSON.treeToValue(spec, VoucherProgrammeSpec.class));
            return ProgrammeTranslation.programme(filled);
        } catch (JsonProcessingException e) {
            throw InputException.of("A value that was set has the wrong form: %s".formatted(e.getOriginalMessage()));
        }
    }

    private static void fill(ObjectNode spec, Overlay overlay) {
        boolean found = false;
        for (JsonNode version : spec.path("versions")) {
            for (JsonNode group : version) {
                if (group.path(overlay.field()) instanceof ObjectNode rule && rule.has("unknown")) {
                    rule.removeAll();
                    if (overlay.value().equals(NONE)) {
                        rule.put("none", true);
                    } else {
                        rule.set("value", value(overlay));
                    }
                    rule.put("source", overlay.source());
                    rule.put("confidence", "A");
                    found = true;
                }
            }
        }
        if (!found) {
            throw InputException.of(
                    "%s is no rule that is unknown in this programme: only gaps are filled".formatted(overlay.field()));
        }
    }

    private static JsonNode value(Overlay overlay) {
        try {
            return YAML.readTree(overlay.value());
        } catch (JsonProcessingException e) {
            throw InputException.of(
                    "%s=%s is no value as a VoucherProgramme writes it".formatted(overlay.field(), overlay.value()));
        }
    }
}
