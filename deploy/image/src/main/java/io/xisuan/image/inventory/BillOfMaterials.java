package io.xisuan.image.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A bill of materials in CycloneDX form (ECMA-424): Maven's, which knows the libraries and who needs whom, and what else
 * an image carries added to it.
 */
public final class BillOfMaterials {
    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final ObjectNode bom;

    private BillOfMaterials(ObjectNode bom) {
        this.bom = bom;
    }

    /** Reads the bill that Maven wrote for the program. */
    public static BillOfMaterials read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw InputException.of(
                    "%s is missing: build with deploy/image/build, which has Maven write it".formatted(file));
        }
        JsonNode tree = new ObjectMapper().readTree(file.toFile());
        if (!tree.path("bomFormat").asText().equals("CycloneDX")) {
            throw InputException.of("%s: no bill of materials in CycloneDX form".formatted(file));
        }
        return new BillOfMaterials((ObjectNode) tree);
    }

    /** Returns the components that the bill has, our own modules left out. */
    public List<Component> components() {
        List<Component> components = new ArrayList<>();
        for (JsonNode each : bom.path("components")) {
            if (!each.path("group").asText().equals("io.xisuan")) {
                components.add(component(each));
            }
        }
        components.sort(Comparator.comparing(Component::purl));
        return components;
    }

    /** Returns this bill as that of an image, with what the image carries besides. */
    public String ofImage(String name, String version, String created, List<Component> besides, LicenceRules rules)
            throws IOException {
        ObjectNode whole = bom.deepCopy();
        String reference = "pkg:oci/%s@%s".formatted(name, version);
        ObjectNode metadata = whole.withObject("/metadata");
        ObjectNode program = (ObjectNode) metadata.get("component");
        ArrayNode components = whole.withArray("components");
        components.insert(0, program);
        besides.forEach(each -> components.add(node(each, rules)));
        metadata.put("timestamp", created);
        metadata.set(
                "component",
                json.createObjectNode()
                        .put("type", "container")
                        .put("bom-ref", reference)
                        .put("name", name)
                        .put("version", version));
        ObjectNode dependency = whole.withArray("dependencies").addObject().put("ref", reference);
        ArrayNode needs =
                dependency.putArray("dependsOn").add(program.path("bom-ref").asText());
        besides.forEach(each -> needs.add(each.purl()));
        return json.writeValueAsString(whole) + "\n";
    }

    private ObjectNode node(Component component, LicenceRules rules) {
        ObjectNode node = json.createObjectNode();
        node.put("type", "library").put("bom-ref", component.purl()).put("name", component.name());
        node.put("version", component.version());
        node.putArray("licenses").addObject().put("expression", rules.licence(component));
        node.put("purl", component.purl());
        if (!component.sha256().isEmpty()) {
            node.putArray("hashes").addObject().put("alg", "SHA-256").put("content", component.sha256());
        }
        node.putArray("properties").addObject().put("name", "xisuan:source").put("value", component.source());
        return node;
    }

    private static Component component(JsonNode node) {
        List<String> licences = new ArrayList<>();
        for (JsonNode each : node.path("licenses")) {
            String expression = each.path("expression").asText();
            String id = each.path("license").path("id").asText();
            licences.add(
                    !expression.isEmpty()
                            ? expression
                            : id.isEmpty() ? each.path("license").path("name").asText() : id);
        }
        return new Component(
                node.path("purl").asText(),
                node.path("name").asText(),
                node.path("version").asText(),
                licences,
                "Maven " + node.path("group").asText() + ":" + node.path("name").asText() + ":"
                        + node.path("version").asText(),
                sha256(node));
    }

    private static String sha256(JsonNode node) {
        for (JsonNode hash : node.path("hashes")) {
            if (hash.path("alg").asText().equals("SHA-256")) {
                return hash.path("content").asText();
            }
        }
        return "";
    }

    /** Writes a text where it belongs, with the folders above it. */
    public static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
