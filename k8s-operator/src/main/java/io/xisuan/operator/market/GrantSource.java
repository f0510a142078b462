package io.xisuan.operator.market;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.entitlement.Authority;
import io.xisuan.model.InputException;
import io.xisuan.model.VoucherId;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.api.v1alpha1.VoucherSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A grant letter as it was seen: on the API server now, or recorded at its first sight. A recorded one counts even when its Voucher is
 * deleted.
 *
 * @param stored whether it was recorded before; it then counts and what the API server says beside it does not
 */
public record GrantSource(String namespace, String name, VoucherSpec spec, boolean stored, Annex annex) {
    /**
     * What finance wrote beside the letter.
     *
     * @param authority how far the voucher's balance can be relied on; empty where its programme decides
     * @param document the letter's digest, SHA-256 in hex; empty text when none was given
     */
    public record Annex(Optional<Authority> authority, String document, List<Overlay> overlays) {
        /** A letter alone. */
        public static final Annex NONE = new Annex(Optional.empty(), "", List.of());

        public Annex {
            overlays = List.copyOf(overlays);
        }
    }

    /** Returns a letter that finance writes into the store, without a resource. */
    public static GrantSource written(String namespace, String name, VoucherSpec spec, Annex annex) {
        return new GrantSource(namespace, name, spec, false, annex);
    }

    /** What a later version of the program wrote besides is no reason to lose a grant. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Returns the grant of a resource. */
    public static GrantSource of(Voucher voucher) {
        return new GrantSource(
                voucher.getMetadata().getNamespace(),
                voucher.getMetadata().getName(),
                voucher.getSpec(),
                false,
                Annex.NONE);
    }

    /**
     * Returns a recorded grant.
     *
     * @param specJson what {@link #specJson} gave when it was recorded
     * @throws InputException when the text is no spec of a Voucher
     */
    public static GrantSource stored(VoucherId voucher, String specJson) {
        String id = voucher.value();
        int slash = id.indexOf('/');
        if (slash < 1) {
            throw InputException.of("The recorded grant %s is not named NAMESPACE/NAME".formatted(id));
        }
        try {
            JsonNode body = MAPPER.readTree(specJson);
            VoucherSpec spec = MAPPER.treeToValue(body, VoucherSpec.class);
            return new GrantSource(id.substring(0, slash), id.substring(slash + 1), spec, true, annex(body));
        } catch (JsonProcessingException e) {
            throw InputException.of(
                    "The recorded grant %s is no spec of a Voucher: %s".formatted(id, e.getOriginalMessage()));
        }
    }

    /** Returns the grant's id: one per namespace and name, for ever. */
    public VoucherId voucher() {
        return new VoucherId(namespace + "/" + name);
    }

    /** Returns whether finance wrote the letter and no resource stated it. */
    public boolean isWritten() {
        return !annex.equals(Annex.NONE);
    }

    private static Annex annex(JsonNode body) {
        List<Overlay> overlays = new ArrayList<>();
        for (JsonNode node : body.path("overlays")) {
            overlays.add(new Overlay(
                    node.path("field").asText(),
                    node.path("value").asText(),
                    node.path("document").asText(),
                    node.path("sha256").asText(),
                    node.path("by").asText(),
                    node.path("approvedBy").asText(),
                    LocalDate.parse(node.path("on").asText())));
        }
        return new Annex(
                Optional.ofNullable(body.get("authority")).map(node -> Authority.valueOf(node.asText())),
                body.path("document").asText(),
                overlays);
    }

    /** Returns the spec as it is recorded, with what finance wrote beside it. */
    public String specJson() {
        try {
            if (!isWritten()) {
                return MAPPER.writeValueAsString(spec);
            }
            ObjectNode body = MAPPER.valueToTree(spec);
            annex.authority().ifPresent(authority -> body.put("authority", authority.name()));
            body.put("document", annex.document());
            ArrayNode overlays = body.putArray("overlays");
            for (Overlay overlay : annex.overlays()) {
                overlays.addObject()
                        .put("field", overlay.field())
                        .put("value", overlay.value())
                        .put("document", overlay.document())
                        .put("sha256", overlay.sha256())
                        .put("by", overlay.by())
                        .put("approvedBy", overlay.approvedBy())
                        .put("on", overlay.on().toString());
            }
            return MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The spec of grant %s cannot be written".formatted(voucher()), e);
        }
    }
}
