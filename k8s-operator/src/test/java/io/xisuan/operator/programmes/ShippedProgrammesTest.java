package io.xisuan.operator.programmes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.programme.Programme;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.manifest.ManifestText;
import io.xisuan.operator.translate.ProgrammeTranslation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShippedProgrammesTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("xisuan.root", ".")).resolve("billing/src/main/resources/programmes");
    private static final List<Programme> ALL = ShippedProgrammes.load();

    @Test
    void every_definition_in_the_folder_is_shipped() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml"))
                            .map(name -> name.replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(ShippedProgrammes.IDS);
        }
        assertThat(ALL.stream().map(programme -> programme.id().value()))
                .containsExactlyElementsOf(ShippedProgrammes.IDS);
    }

    @Test
    void only_zhangzhou_for_annotation_gives_eighty_per_cent() throws IOException {
        for (String id : ShippedProgrammes.IDS) {
            if (id.equals("zhangzhou-2025-annotation-a")) {
                continue;
            }
            assertThat(Files.readString(FOLDER.resolve(id + ".yaml")))
                    .doesNotContain("0.8")
                    .doesNotContain("80 %");
        }
    }

    @Test
    void an_absent_rule_is_an_error_with_its_place() throws IOException {
        String text = Files.readString(FOLDER.resolve("nanning-2025.yaml"));
        refused(text.replaceFirst("(?m)^ +yearOf: .*\\n", ""), "yearOf: is missing");
        refused(
                text.replaceFirst("value: \"use\", ", ""),
                "bindBy: write exactly one of value, none: true and unknown");
        refused(text.replaceFirst("\"use\"", "\"sometimes\""), "\"sometimes\" is none of grant, contract, use");
        refused(text.replaceFirst("rate: \"0.30\"", "rate: \"30\""), "is no rate");
    }

    private static void refused(String text, String message) {
        assertThatThrownBy(() -> ProgrammeTranslation.programmes(
                        new ManifestReader().parseLoose(List.of(new ManifestText("p.yaml", text)))))
                .hasMessageStartingWith("p.yaml:")
                .hasMessageContaining(message);
    }
}
