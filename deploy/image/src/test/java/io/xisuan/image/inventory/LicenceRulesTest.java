package io.xisuan.image.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LicenceRulesTest {
    private static final String LISTED = """
            permissive\tApache-2.0
            permissive\tMIT
            listed\tpkg:deb/debian/libc6\tLGPL-2.1-or-later\tlinked dynamically
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void permissive_licences_may_be_carried_and_listed_components_too() throws IOException {
        assertThat(rules().refusals(List.of(component("pkg:maven/a/b@1", "Apache-2.0", "MIT"), libc())))
                .isEmpty();
    }

    @Test
    void copyleft_and_undeclared_licences_are_refused_by_name() throws IOException {
        assertThat(rules().refusals(List.of(
                        libc(),
                        component("pkg:maven/a/copyleft@1", "GPL-3.0-only"),
                        component("pkg:maven/a/choice@1", "Apache-2.0", "GPL-2.0-only"),
                        component("pkg:maven/a/silent@1"))))
                .hasSize(3)
                .anySatisfy(refusal -> assertThat(refusal).contains("pkg:maven/a/copyleft@1", "GPL-3.0-only"))
                .anySatisfy(refusal -> assertThat(refusal).contains("pkg:maven/a/choice@1"))
                .anySatisfy(refusal -> assertThat(refusal).contains("pkg:maven/a/silent@1", "not declared"));
    }

    @Test
    void a_line_for_what_is_no_longer_carried_is_told() throws IOException {
        assertThat(rules().refusals(List.of()))
                .singleElement()
                .asString()
                .contains("pkg:deb/debian/libc6", "no longer carried");
    }

    @Test
    void a_line_without_a_reason_is_no_permission() throws IOException {
        Path file = Files.writeString(folder.resolve("licences.tsv"), "listed\tpkg:maven/a/b\tGPL-3.0-only\t\n");
        assertThatThrownBy(() -> LicenceRules.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("licences.tsv:1: licence");
    }

    private LicenceRules rules() throws IOException {
        return LicenceRules.read(Files.writeString(folder.resolve("licences.tsv"), LISTED));
    }

    private static Component libc() {
        return component("pkg:deb/debian/libc6@2.41-12?arch=amd64");
    }

    private static Component component(String purl, String... licences) {
        return new Component(purl, "name", "1", List.of(licences), "source", "");
    }
}
