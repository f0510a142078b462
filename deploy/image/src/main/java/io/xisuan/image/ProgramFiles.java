package io.xisuan.image;

import io.xisuan.image.debian.Architecture;
import io.xisuan.image.debian.Modes;
import io.xisuan.image.inventory.BillOfMaterials;
import io.xisuan.image.inventory.ThirdParty;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The program in an image: jars, the library of SQLite, samples, the script that starts it and its options. */
final class ProgramFiles {
    private static final String HOME = "opt/xisuan";

    private final Program program;
    private final Architecture architecture;
    private final Path root;

    ProgramFiles(Program program, Architecture architecture, Path root) {
        this.program = program;
        this.architecture = architecture;
        this.root = root;
    }

    void copy() throws IOException {
        Path texts = root.resolve("usr/share/doc/xisuan/licences");
        for (Path jar : program.libraries()) {
            copy(jar, root.resolve(HOME).resolve("lib/others").resolve(jar.getFileName()), Modes.FILE);
            ThirdParty.copyTexts(jar, texts);
        }
        for (Path jar : program.ours()) {
            copy(jar, root.resolve(HOME).resolve("lib").resolve(jar.getFileName()), Modes.FILE);
        }
        copy(program.home().resolve("LICENSE"), root.resolve("usr/share/doc/xisuan/LICENSE"), Modes.FILE);
        copy(program.of("files/xisuan"), root.resolve("usr/bin/xisuan"), Modes.PROGRAM);
        for (String shown : List.of("deploy/samples", "billing/src/main/resources/programmes")) {
            Folders.copy(program.home().resolve(shown), root.resolve(HOME).resolve(shown));
        }
        sqlite();
        BillOfMaterials.write(root.resolve(HOME).resolve("xisuan.args"), String.join("\n", options()) + "\n");
    }

    /** Returns the options that every run of the program in the image has, its class path among them. */
    List<String> options() {
        List<String> options = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Dxisuan.home=/" + HOME,
                "-Dorg.sqlite.lib.path=/" + HOME + "/native",
                "-Dorg.sqlite.lib.name=libsqlitejdbc.so",
                "-cp"));
        List<String> path = new ArrayList<>();
        program.ours().forEach(jar -> path.add("/" + HOME + "/lib/" + jar.getFileName()));
        program.libraries().forEach(jar -> path.add("/" + HOME + "/lib/others/" + jar.getFileName()));
        options.add(String.join(":", path));
        return options;
    }

    /** Takes SQLite's library out of its jar, which else writes it to the temporary folder at every start. */
    private void sqlite() throws IOException {
        Path jar = program.libraries().stream()
                .filter(each -> each.getFileName().toString().startsWith("sqlite-jdbc-"))
                .findFirst()
                .orElseThrow(() -> InputException.of("cli/target/lib has no sqlite-jdbc"));
        String name = "org/sqlite/native/Linux/%s/libsqlitejdbc.so".formatted(architecture.machine());
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw InputException.of("%s has no %s".formatted(jar, name));
            }
            Path target = root.resolve(HOME).resolve("native/libsqlitejdbc.so");
            Files.createDirectories(target.getParent());
            try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, target);
            }
            Modes.set(target, Modes.FILE);
        }
    }

    private static void copy(Path from, Path to, int mode) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        Modes.set(to, mode);
    }
}
