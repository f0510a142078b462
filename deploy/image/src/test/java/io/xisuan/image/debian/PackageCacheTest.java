package io.xisuan.image.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.image.oci.Digest;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageCacheTest {
    private static final String CONTENT = "a package";
    private static final URI MIRROR = URI.create("http://mirror.example");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final List<URI> asked = new ArrayList<>();

    @Test
    void a_package_is_fetched_once() throws IOException {
        PackageCache cache = cache(CONTENT);
        assertThat(cache.file(pinned())).hasContent(CONTENT);
        assertThat(cache.file(pinned())).hasContent(CONTENT);
        assertThat(asked).containsExactly(URI.create("http://mirror.example/debian/pool/main/d/dash/dash_1_amd64.deb"));
    }

    @Test
    void other_bytes_of_a_mirror_are_refused_and_not_kept() throws IOException {
        assertThatThrownBy(() -> cache("b package").file(pinned()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is not the pinned file");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void other_bytes_in_the_folder_are_fetched_anew() throws IOException {
        Files.writeString(folder.resolve(pinned().sha256() + ".deb"), "b package");
        assertThat(cache(CONTENT).file(pinned())).hasContent(CONTENT);
    }

    @Test
    void without_a_mirror_the_sentence_says_which_package_and_what_to_give() {
        assertThatThrownBy(() -> new PackageCache(folder, Optional.empty(), (from, to) -> {}).file(pinned()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("dash 1")
                .hasMessageContaining("--debian-mirror");
    }

    private PackageCache cache(String content) {
        return new PackageCache(folder, Optional.of(MIRROR), (from, to) -> {
            asked.add(from);
            Files.writeString(to, content);
        });
    }

    private static LockedPackage pinned() {
        return new LockedPackage(
                LockedPackage.Role.IMAGE,
                Architecture.AMD64,
                "dash",
                "1",
                "dash=1",
                "debian/pool/main/d/dash/dash_1_amd64.deb",
                CONTENT.length(),
                Digest.of(CONTENT.getBytes(StandardCharsets.UTF_8)).hex());
    }
}
