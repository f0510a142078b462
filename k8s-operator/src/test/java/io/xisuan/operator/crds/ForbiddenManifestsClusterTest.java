package io.xisuan.operator.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.operator.testbed.Testbed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the API server itself takes and refuses by our CRDs, and in which words. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForbiddenManifestsClusterTest {
    private static final Path ROOT = Path.of(System.getProperty("xisuan.root", "."));
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Testbed testbed = Testbed.up("crds");
    private final KubernetesClient admin = testbed.client("admin");
    private final Map<String, JsonNode> samples = new TreeMap<>();

    @TempDir
    private Path folder;

    @BeforeAll
    void every_sample_is_taken() throws IOException {
        testbed.kubectl("admin", "apply", "-f", ROOT.resolve("deploy/crds").toString())
                .done();
        testbed.kubectl("admin", "wait", "--for=condition=Established", "crd", "--all")
                .done();
        Path quickstart = ROOT.resolve("deploy/samples/quickstart");
        for (String file :
                List.of("40-tenants.yaml", "10-sites.yaml", "45-tariff.yaml", "50-vouchers.yaml", "60-jobs.yaml")) {
            apply(quickstart.resolve(file));
        }
        apply(ROOT.resolve("billing/src/main/resources/programmes"));
    }

    @AfterAll
    void take_down() {
        admin.close();
        testbed.close();
    }

    @Test
    void what_is_forbidden_is_refused_with_what_to_do() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (ForbiddenCase forbidden : ForbiddenCase.read("/crds/forbidden.cases")) {
            JsonNode manifest = forbidden.applyTo(sample(forbidden.kind()));
            Testbed.Answer answer = submit(manifest);
            if (answer.code() == 0 || !answer.text().contains(forbidden.expected())) {
                wrong.add("%s\n  got: %s".formatted(forbidden, answer.text().strip()));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void what_was_admitted_does_not_change() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (ForbiddenCase forbidden : ForbiddenCase.read("/crds/immutable.cases")) {
            JsonNode manifest = forbidden.applyTo(sample(forbidden.kind()));
            Testbed.Answer answer =
                    testbed.kubectl("admin", "replace", "-f", write(manifest).toString());
            if (answer.code() == 0 || !answer.text().contains(forbidden.expected())) {
                wrong.add("%s\n  got: %s".formatted(forbidden, answer.text().strip()));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_version_may_be_added_to_a_tariff() throws IOException {
        ObjectNode tariff = sample("Tariff").deepCopy();
        JsonNode first = tariff.at("/spec/versions/0");
        ((ArrayNode) tariff.at("/spec/versions")).add(((ObjectNode) first.deepCopy()).put("name", "later"));

        Testbed.Answer answer =
                testbed.kubectl("admin", "replace", "-f", write(tariff).toString());

        assertThat(answer.text()).contains("replaced");
    }

    @Test
    void every_schema_is_structural() {
        assertThat(admin.apiextensions().v1().customResourceDefinitions().list().getItems())
                .hasSize(6)
                .allSatisfy(crd -> assertThat(crd.getStatus().getConditions())
                        .extracting(condition -> condition.getType() + " " + condition.getStatus())
                        .containsExactlyInAnyOrder("NamesAccepted True", "Established True"));
    }

    private void apply(Path path) throws IOException {
        testbed.kubectl("admin", "apply", "-f", path.toString()).done();
        try (Stream<Path> files = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
            for (Path file : files.sorted().toList()) {
                YAML.readerFor(JsonNode.class)
                        .<JsonNode>readValues(file.toFile())
                        .forEachRemaining(document ->
                                samples.putIfAbsent(document.path("kind").asText(), document));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private JsonNode sample(String kind) {
        JsonNode sample = samples.get(kind);
        if (sample == null) {
            throw new IllegalArgumentException("no sample has kind %s".formatted(kind));
        }
        return sample;
    }

    private Testbed.Answer submit(JsonNode manifest) throws IOException {
        ObjectNode fresh = manifest.deepCopy();
        ObjectNode metadata = (ObjectNode) fresh.path("metadata");
        if (metadata.path("name")
                .asText()
                .equals(sample(manifest.path("kind").asText())
                        .at("/metadata/name")
                        .asText())) {
            metadata.put("name", "forbidden");
        }
        return testbed.kubectl(
                "admin", "create", "--validate=strict", "-f", write(fresh).toString());
    }

    private Path write(JsonNode manifest) throws IOException {
        Path file = Files.createTempFile(folder, "manifest", ".yaml");
        Files.writeString(file, YAML.writeValueAsString(manifest));
        return file;
    }
}
