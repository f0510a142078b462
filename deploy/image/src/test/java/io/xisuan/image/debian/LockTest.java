package io.xisuan.image.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockTest {
    private static final Path HOME = Path.of(System.getProperty("xisuan.root", "."));

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void every_package_of_the_list_is_pinned_for_every_architecture_in_its_order() throws IOException {
        List<String> listed = Files.readAllLines(HOME.resolve("deploy/image/packages.txt")).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split("\t", -1)[0] + " " + line.split("\t", -1)[1])
                .toList();
        Lock lock = Lock.read(HOME.resolve("deploy/image/debian.lock"));
        for (Architecture each : Architecture.values()) {
            assertThat(lock.packages().stream()
                            .filter(locked -> locked.architecture() == each)
                            .map(locked -> locked.role().name().toLowerCase(Locale.ROOT) + " " + locked.name()))
                    .as("%s: write the lock anew with deploy/image/pin", each)
                    .containsExactlyElementsOf(listed);
        }
    }

    @Test
    void a_line_that_is_none_is_named() throws IOException {
        assertThatThrownBy(() -> Lock.read(written("image\tamd64\tdash\t1\tdash=1\tdebian/pool/dash.deb\t9\tabc")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("debian.lock:2: dash: ")
                .hasMessageContaining("no SHA-256 digest: abc");
        assertThatThrownBy(() -> Lock.read(written("image\tamd64\tdash")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("debian.lock:2: columns: 3, expected 8");
    }

    @Test
    void a_path_outside_the_pool_is_refused() {
        assertThatThrownBy(() -> Lock.read(
                        written("image\tamd64\tdash\t1\tdash=1\tdebian/pool/../../x.deb\t9\t" + "0".repeat(64))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no path of a package on a mirror");
    }

    private Path written(String line) throws IOException {
        return Files.writeString(folder.resolve("debian.lock"), "# pinned 2026-11-29T00:00:00Z\n" + line + "\n");
    }
}
