package io.xisuan.image.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private Path target = Path.of(".");

    @BeforeEach
    void make_a_target() throws IOException {
        target = Files.createDirectory(folder.resolve("root"));
    }

    @Test
    void files_folders_and_links_are_unpacked_with_plain_modes() throws IOException {
        Path deb = new MadeDeb()
                .folder("./usr/bin/")
                .file("./usr/bin/dash", "program", 04755)
                .file("./usr/share/doc/dash/copyright", "text", 0600)
                .link("./usr/bin/sh", "dash")
                .hardLink("./usr/bin/ash", "./usr/bin/dash")
                .write(folder.resolve("dash.deb"));
        new DebFile(deb).unpack(target, path -> true);
        assertThat(target.resolve("usr/bin/sh")).isSymbolicLink().hasContent("program");
        assertThat(target.resolve("usr/bin/ash")).hasContent("program");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("usr/bin/dash"))))
                .isEqualTo("rwxr-xr-x");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(target.resolve("usr/share/doc/dash/copyright"))))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void what_is_not_wanted_stays_out() throws IOException {
        Path deb = new MadeDeb()
                .file("./usr/share/man/dash.1", "manual", 0644)
                .file("./usr/bin/dash", "program", 0755)
                .write(folder.resolve("dash.deb"));
        new DebFile(deb).unpack(target, path -> !path.startsWith("usr/share/man"));
        assertThat(target.resolve("usr/share/man")).doesNotExist();
        assertThat(target.resolve("usr/bin/dash")).exists();
    }

    @Test
    void a_path_that_leaves_the_root_is_refused() throws IOException {
        Path deb = new MadeDeb().file("./../outside", "no", 0644).write(folder.resolve("bad.deb"));
        assertThatThrownBy(() -> new DebFile(deb).unpack(target, path -> true))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("would leave the folder");
        assertThat(folder.resolve("outside")).doesNotExist();
    }

    @Test
    void the_fields_of_the_package_are_read() throws IOException {
        Path deb = new MadeDeb().control("Package: dash\nVersion: 1\n").write(folder.resolve("dash.deb"));
        assertThat(new DebFile(deb).control()).contains("Package: dash", "Version: 1");
    }

    @Test
    void another_file_is_no_package() throws IOException {
        Path text = Files.writeString(folder.resolve("text.deb"), "!<arch>\n");
        assertThatThrownBy(() -> new DebFile(text).control())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no Debian package");
    }
}
