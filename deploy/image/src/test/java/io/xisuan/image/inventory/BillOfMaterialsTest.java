package io.xisuan.image.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTest {
    private static final String MAVEN = """
        {"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": {"component":
          {"type": "library", "bom-ref": "pkg:maven/io.xisuan/cli@0.1.0", "group": "io.xisuan", "name": "cli", "version": "0.1.0"}},
         "components": [
          {"type": "library", "group": "io.xisuan", "name": "model", "version": "0.1.0", "purl": "pkg:maven/io.xisuan/model@0.1.0"},
          {"type": "library", "group": "a", "name": "b", "version": "1", "purl": "pkg:maven/a/b@1?type=jar",
           "hashes": [{"alg": "MD5", "content": "00"}, {"alg": "SHA-256", "content": "ab"}],
           "licenses": [{"license": {"id": "MIT"}}, {"license": {"name": "House licence"}}]}],
         "dependencies": [{"ref": "pkg:maven/io.xisuan/cli@0.1.0", "dependsOn": ["pkg:maven/a/b@1?type=jar"]}]}
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void what_others_made_is_read_with_its_licences() throws IOException {
        assertThat(bill().components())
                .containsExactly(new Component(
                        "pkg:maven/a/b@1?type=jar", "b", "1", List.of("MIT", "House licence"), "Maven a:b:1", "ab"));
    }

    @Test
    void the_image_is_at_the_top_and_needs_program_and_packages() throws IOException {
        Component libc = new Component(
                "pkg:deb/debian/libc6@2.41-12?arch=amd64", "libc6", "2.41-12", List.of(), "glibc=2.41-12", "cd");
        LicenceRules rules = LicenceRules.read(Files.writeString(
                folder.resolve("licences.tsv"),
                "listed\tpkg:deb/debian/libc6\tLGPL-2.1-or-later\tlinked dynamically\n"));
        JsonNode bom = new ObjectMapper()
                .readTree(bill().ofImage("xisuan", "0.1.0", "2026-11-29T00:00:00Z", List.of(libc), rules));
        assertThat(bom.at("/metadata/component/type").asText()).isEqualTo("container");
        assertThat(bom.get("components").findValuesAsText("name")).contains("cli", "model", "b", "libc6");
        assertThat(bom.at("/components/3/licenses/0/expression").asText()).isEqualTo("LGPL-2.1-or-later");
        assertThat(bom.at("/dependencies/1/dependsOn"))
                .map(JsonNode::asText)
                .containsExactly("pkg:maven/io.xisuan/cli@0.1.0", libc.purl());
    }

    @Test
    void without_mavens_bill_the_sentence_says_how_to_get_it() {
        assertThatThrownBy(() -> BillOfMaterials.read(folder.resolve("bom.json")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("deploy/image/build");
    }

    private BillOfMaterials bill() throws IOException {
        return BillOfMaterials.read(Files.writeString(folder.resolve("maven.json"), MAVEN));
    }
}
