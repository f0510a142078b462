package io.xisuan.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.image.oci.Digest;
import io.xisuan.model.InputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
    private static final Path HOME = Path.of(System.getProperty("xisuan.root", "."));

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void a_bundle_that_arrived_whole_is_verified_and_a_changed_one_is_not() throws Exception {
        Path root = unpacked(bundle("first"));
        assertThat(verify(root)).isZero();
        Files.writeString(root.resolve("images/xisuan-0.1.0-linux-amd64.tar"), "another image");
        assertThat(verify(root)).isEqualTo(1);
    }

    @Test
    void a_file_that_was_added_is_noticed() throws Exception {
        Path root = unpacked(bundle("first"));
        Files.writeString(root.resolve("crds/more.yaml"), "kind: More");
        assertThat(verify(root)).isEqualTo(1);
    }

    @Test
    void the_same_parts_give_the_same_bytes() throws IOException {
        assertThat(Digest.of(bundle("second"))).isEqualTo(Digest.of(bundle("first")));
    }

    @Test
    void chart_and_custom_resources_are_in_it_and_former_charts_are_not() throws IOException {
        Path root = unpacked(bundle("first"));
        assertThat(root.resolve("crds/jobs.yaml")).hasContent("kind: Job");
        List<String> chart = names(root.resolve("chart/xisuan-0.1.0.tgz"));
        assertThat(chart)
                .contains("xisuan/Chart.yaml", "xisuan/values.yaml", "xisuan/files/crds/jobs.yaml")
                .noneMatch(name -> name.contains("frozen"));
    }

    @Test
    void without_an_image_nothing_is_packed() throws IOException {
        Program program = program();
        assertThatThrownBy(() -> new Bundle(program, Instant.EPOCH, folder).write(List.of(), folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("deploy/image/build");
    }

    private Path bundle(String name) throws IOException {
        Path out = Files.createDirectories(folder.resolve(name));
        Path image = Files.writeString(out.resolve("xisuan-0.1.0-linux-amd64.tar"), "an image");
        return new Bundle(
                        program(), Instant.parse("2026-11-29T00:00:00Z"), Files.createDirectories(out.resolve("work")))
                .write(List.of(image), out);
    }

    private Program program() throws IOException {
        Path home = folder.resolve("home");
        put(home.resolve("LICENSE"), "a licence");
        put(home.resolve("deploy/crds/jobs.yaml"), "kind: Job");
        put(home.resolve("deploy/chart/Chart.yaml"), "name: xisuan\nversion: 0.1.0\n");
        put(home.resolve("deploy/chart/values.yaml"), "{}");
        Files.createDirectories(home.resolve("deploy/chart/files"));
        Path link = home.resolve("deploy/chart/files/crds");
        if (!Files.isSymbolicLink(link)) {
            Files.createSymbolicLink(link, Path.of("../../crds"));
        }
        put(home.resolve("deploy/chart/frozen/xisuan-0.0.9.tgz"), "a former chart");
        put(home.resolve("deploy/image/licences.tsv"), "permissive\tMIT\n");
        for (String each : List.of("verify.sh", "load.sh", "README.md")) {
            String name = "deploy/image/files/bundle/" + each;
            put(home.resolve(name), Files.readString(HOME.resolve(name)));
        }
        return new Program(home, "0.1.0", List.of(), List.of());
    }

    private static void put(Path file, String content) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, content);
    }

    private static int verify(Path root) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", root.resolve("verify.sh").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private Path unpacked(Path bundle) throws IOException {
        Path target = Files.createDirectories(folder.resolve("unpacked"));
        try (InputStream in = new BufferedInputStream(Files.newInputStream(bundle));
                TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            for (TarArchiveEntry each = tar.getNextEntry(); each != null; each = tar.getNextEntry()) {
                Path place = target.resolve(each.getName());
                if (each.isDirectory()) {
                    Files.createDirectories(place);
                } else {
                    Files.copy(tar, place);
                }
            }
        }
        return target.resolve("xisuan-0.1.0-offline");
    }

    private static List<String> names(Path archive) throws IOException {
        List<String> names = new ArrayList<>();
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)));
                TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            for (TarArchiveEntry each = tar.getNextEntry(); each != null; each = tar.getNextEntry()) {
                names.add(each.getName());
            }
        }
        return names;
    }
}
