package io.xisuan.image.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.xisuan.image.debian.Architecture;
import io.xisuan.image.debian.Modes;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageArchiveTest {
    private static final Instant TIME = Instant.parse("2026-11-29T00:00:00Z");
    private static final int USER = 65532;
    private static final String LONG = "opt/" + "x".repeat(120) + "/" + "y".repeat(120);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void the_same_files_give_the_same_bytes_in_whatever_order_and_when_they_were_made() throws IOException {
        Path first = archive("first", 1);
        Path second = archive("second", 2);
        assertThat(Digest.of(second)).isEqualTo(Digest.of(first));
    }

    @Test
    void an_engine_finds_every_blob_and_the_files_as_they_were() throws IOException {
        Path archive = archive("image", 1);
        ImageReader reader = ImageReader.open(archive, Files.createDirectory(folder.resolve("layout")));
        Path root = Files.createDirectory(folder.resolve("unpacked"));
        List<String> contents =
                reader.unpackLayers(root).stream().map(Digest::toString).toList();
        JsonNode config = reader.config();
        assertThat(config.at("/rootfs/diff_ids")).map(JsonNode::asText).containsExactlyElementsOf(contents);
        assertThat(config.at("/config/User").asText()).isEqualTo("65532:65532");
        assertThat(config.at("/architecture").asText()).isEqualTo("arm64");
        assertThat(root.resolve(LONG)).hasContent("long");
        assertThat(root.resolve("usr/bin/sh")).isSymbolicLink().hasContent("program");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("usr/bin/dash"))))
                .isEqualTo("rwxr-xr-x");
        assertThat(Files.getLastModifiedTime(root.resolve("usr/bin/dash")).toInstant())
                .isEqualTo(TIME);
    }

    @Test
    void the_index_of_docker_save_names_the_same_blobs() throws IOException {
        Path layout = Files.createDirectory(folder.resolve("layout"));
        ImageReader reader = ImageReader.open(archive("image", 1), layout);
        JsonNode docker = new ObjectMapper()
                .readTree(layout.resolve("manifest.json").toFile())
                .get(0);
        assertThat(docker.get("RepoTags")).map(JsonNode::asText).containsExactly("xisuan:0.1.0");
        assertThat("blobs/" + reader.manifest().at("/config/digest").asText().replace(':', '/'))
                .isEqualTo(docker.get("Config").asText());
        assertThat(docker.get("Layers"))
                .map(JsonNode::asText)
                .containsExactlyElementsOf(reader.manifest().get("layers").findValuesAsText("digest").stream()
                        .map(digest -> "blobs/" + digest.replace(':', '/'))
                        .toList());
    }

    @Test
    void a_blob_that_is_not_what_its_name_says_is_refused() throws IOException {
        Path layout = Files.createDirectory(folder.resolve("layout"));
        ImageReader reader = ImageReader.open(archive("image", 1), layout);
        String layer = reader.manifest().at("/layers/0/digest").asText();
        Files.writeString(layout.resolve("blobs").resolve(layer.replace(':', '/')), "something else");
        assertThatThrownBy(() -> reader.unpackLayers(folder.resolve("unpacked")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is missing or is something else");
    }

    @Test
    void no_image_runs_as_root() {
        assertThatThrownBy(() -> description(0)).hasMessageContaining("runs as root");
    }

    @Test
    void engines_know_the_image_by_its_whole_name() {
        assertThat(description(USER).wholeReference()).isEqualTo("docker.io/library/xisuan:0.1.0");
        assertThat(ImageDescription.whole("harbor.example:5000/compute/xisuan:1"))
                .isEqualTo("harbor.example:5000/compute/xisuan:1");
        assertThat(ImageDescription.whole("compute/xisuan:1")).isEqualTo("docker.io/compute/xisuan:1");
    }

    private Path archive(String name, int seed) throws IOException {
        Path root = Files.createDirectory(folder.resolve(name));
        List<String> files = new ArrayList<>(List.of("usr/bin/dash", "etc/passwd", LONG, "tmp/keep", "usr/lib/a.so"));
        Collections.shuffle(files, new Random(seed));
        for (String each : files) {
            Path file = root.resolve(each);
            Files.createDirectories(file.getParent());
            Files.writeString(file, each.equals("usr/bin/dash") ? "program" : each.equals(LONG) ? "long" : each);
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L * seed));
            Modes.set(file, each.startsWith("usr/bin") ? Modes.PROGRAM : Modes.FILE);
        }
        Files.createSymbolicLink(root.resolve("usr/bin/sh"), Path.of("dash"));
        LayerWriter writer = new LayerWriter(root, TIME, Map.of("tmp", new LayerWriter.Ownership(0, 01777)));
        Path layers = Files.createDirectory(folder.resolve(name + "-layers"));
        Layer base = writer.write("base", path -> !path.startsWith("opt"), layers.resolve("base"));
        Layer program = writer.write("program", path -> path.startsWith("opt"), layers.resolve("program"));
        Path file = folder.resolve(name + ".tar");
        new ImageArchive(description(USER), List.of(base, program)).write(file);
        return file;
    }

    private static ImageDescription description(int user) {
        return new ImageDescription(
                Architecture.ARM64,
                "xisuan",
                "0.1.0",
                TIME,
                user,
                List.of("/usr/bin/xisuan"),
                new TreeMap<>(Map.of("LANG", "C.UTF-8")),
                new TreeMap<>());
    }
}
