package io.xisuan.operator.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.xisuan.model.InputException;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.manifest.ManifestText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reader of files refuses what the API server refuses, but for what translation refuses after it. */
class ForbiddenFilesTest {
    private static final Path ROOT = Path.of(System.getProperty("xisuan.root", "."));
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Rules that translation has anyway, with tests of its own; a file is translated before anything is made of it. */
    private static final List<String> LEFT_TO_TRANSLATION = List.of(
            "/spec/variants/1 {accelerator: nvidia-h800-80g, image: other}",
            "/spec/variants/0/relativeThroughput \"0\"",
            "/spec/runTime 0h",
            "/spec/deadline \"1999-10-01T09:30:00+08:00\"",
            "/spec/amount \"0\"",
            "/spec/creditCode (absent)",
            "/spec/quota/guaranteed 1000",
            "/spec/headroom/0/window {from: \"08:00\", to: \"08:00\"}",
            "/spec/versions/0/validity/from {value: \"2025-01-01\"}",
            "/spec/versions/0/validity/from {value: \"2025-01-01\", none: true, source: s, confidence: A}");

    @Test
    void what_the_api_server_refuses_the_reader_refuses_too() throws IOException {
        Map<String, JsonNode> samples = samples();
        List<String> accepted = new ArrayList<>();
        for (ForbiddenCase forbidden : ForbiddenCase.read("/crds/forbidden.cases")) {
            JsonNode sample = samples.get(forbidden.kind());
            assertThat(sample).as("a sample of %s", forbidden.kind()).isNotNull();
            try {
                new ManifestReader()
                        .parseLoose(List.of(
                                new ManifestText("a.yaml", YAML.writeValueAsString(forbidden.applyTo(sample)))));
                accepted.add(forbidden.place() + " " + forbidden.value());
            } catch (InputException refused) {
                assertThat(refused.getMessage()).startsWith("a.yaml:");
            }
        }
        assertThat(accepted).containsExactlyElementsOf(LEFT_TO_TRANSLATION);
    }

    private static Map<String, JsonNode> samples() throws IOException {
        Map<String, JsonNode> samples = new TreeMap<>();
        for (String folder : List.of("deploy/samples/quickstart", "billing/src/main/resources/programmes")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                        .sorted()
                        .toList()) {
                    YAML.readerFor(JsonNode.class)
                            .<JsonNode>readValues(file.toFile())
                            .forEachRemaining(document ->
                                    samples.putIfAbsent(document.path("kind").asText(), document));
                }
            }
        }
        return samples;
    }
}
