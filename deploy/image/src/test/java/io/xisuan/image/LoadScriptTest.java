package io.xisuan.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xisuan.image.debian.Architecture;
import io.xisuan.image.oci.Digest;
import io.xisuan.image.oci.ImageArchive;
import io.xisuan.image.oci.ImageDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bundle's {@code load.sh} gives to skopeo, which stands in here as a script that keeps it. */
class LoadScriptTest {
    private static final Path BUNDLE = Path.of(System.getProperty("xisuan.root", "."), "deploy/image/files/bundle");
    private static final int USER = 65532;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void a_registry_gets_one_index_under_the_version_that_names_each_processors_image() throws Exception {
        List<String> manifests = new ArrayList<>();
        Files.createDirectories(folder.resolve("images"));
        for (Architecture each : Architecture.values()) {
            manifests.add(archive(each).manifest().toString());
        }
        Path load = script("load.sh", Files.readString(BUNDLE.resolve("load.sh")));
        script("verify.sh", "#!/bin/sh\n");
        script("skopeo", """
                #!/bin/sh
                echo "$@" >"$KEPT/said"
                from=${3#oci:}
                cp -r "${from%:*}" "$KEPT/layout"
                """);
        ProcessBuilder process =
                new ProcessBuilder("sh", load.toString(), "registry.example/hpc").redirectErrorStream(true);
        process.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        process.environment().put("KEPT", folder.toString());
        process.redirectOutput(folder.resolve("output").toFile());
        assertThat(process.start().waitFor())
                .as(folder.resolve("output").toString())
                .isZero();

        assertThat(Files.readString(folder.resolve("said")))
                .startsWith("copy --all oci:")
                .endsWith(":0.1.0 docker://registry.example/hpc/xisuan:0.1.0\n");
        JsonNode named = read("index.json").at("/manifests/0");
        assertThat(named.at("/annotations/org.opencontainers.image.ref.name").asText())
                .isEqualTo("0.1.0");
        String blob = "blobs/" + named.path("digest").asText().replace(':', '/');
        Path index = folder.resolve("layout").resolve(blob);
        assertThat(Digest.of(index).toString()).isEqualTo(named.path("digest").asText());
        assertThat(Files.size(index)).isEqualTo(named.path("size").asLong());
        assertThat(read(blob).findValuesAsText("digest")).containsExactlyInAnyOrderElementsOf(manifests);
        assertThat(read(blob).findValuesAsText("architecture")).containsExactlyInAnyOrder("amd64", "arm64");
    }

    private JsonNode read(String file) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("layout").resolve(file).toFile());
    }

    private Path script(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private ImageArchive.Identity archive(Architecture architecture) throws IOException {
        ImageDescription image = new ImageDescription(
                architecture,
                "xisuan",
                "0.1.0",
                Instant.EPOCH,
                USER,
                List.of("xisuan"),
                Collections.emptySortedMap(),
                Collections.emptySortedMap());
        return new ImageArchive(image, List.of())
                .write(folder.resolve("images/xisuan-0.1.0-linux-%s.tar".formatted(architecture.debian())));
    }
}
