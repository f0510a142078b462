package io.xisuan.image.runtime;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Java runtime of an image, linked from modules of a JDK. The tool is the pinned JDK of the building machine's
 * architecture, the modules are those of the image's: jlink crosses architectures within one version.
 */
public final class JavaRuntime {
    private final Toolbox tools;
    private final String home;

    /**
     * @param tools the root of the JDK that links
     * @param home the JDK's folder in it, relative
     */
    public JavaRuntime(Toolbox tools, String home) {
        this.tools = tools;
        this.home = home;
    }

    /** Links the named modules of a folder of jmods to a runtime in a folder that is not there yet. */
    public void link(Path jmods, List<String> modules, Path target) throws IOException {
        List<String> command = new ArrayList<>(tools.command(home + "/bin/jlink")
                .orElseThrow(() -> InputException.of(
                        "images are built on Linux on amd64 or arm64: the JDK that links them is Debian's for those")));
        command.addAll(List.of(
                "-J-XX:+UseSerialGC",
                "-J-Xmx1g",
                "--module-path",
                jmods.toString(),
                "--add-modules",
                String.join(",", modules),
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--compress",
                "zip-6",
                "--dedup-legal-notices=error-if-not-same-content",
                "--output",
                target.toString()));
        Toolbox.run(command, Files.createDirectories(target.resolveSibling(".")));
    }

    /** Reads a list of modules: one a line, a tab and why it is there. */
    public static List<String> modules(Path list) throws IOException {
        return Files.readAllLines(list).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\t", 2)[0])
                .toList();
    }
}
