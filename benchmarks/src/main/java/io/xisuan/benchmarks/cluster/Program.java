package io.xisuan.benchmarks.cluster;

import io.xisuan.benchmarks.NotMeasured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The program as its users start it: the launcher of the checkout where that is built, else this program's class path with the
 * launcher's main flags.
 */
record Program(List<String> start, String shown) {
    /** The choice of {@link #of} that is the checkout's own script, built if it is not. */
    static final String BY_LAUNCHER = "launcher";

    private static final String LAUNCHER = "xisuan";

    Program {
        start = List.copyOf(start);
    }

    /**
     * Returns how to start it.
     *
     * @param wanted {@code auto}, {@code launcher} or {@code class-path}
     */
    static Program of(String wanted) {
        Path home = home();
        boolean built = Files.exists(home.resolve("cli/target/xisuan.built"));
        return switch (wanted) {
            case "auto" -> built ? launcher(home) : classPath();
            case BY_LAUNCHER -> launcher(home);
            case "class-path" -> classPath();
            default -> throw new NotMeasured("--program is auto, launcher or class-path, not " + wanted);
        };
    }

    /** Returns the folder of the checkout. */
    static Path home() {
        return Path.of(System.getProperty("xisuan.home", ".")).toAbsolutePath().normalize();
    }

    /** The launcher builds what is newer than its last build: that must not be timed as a start. */
    private static Program launcher(Path home) {
        String launcher = home.resolve(LAUNCHER).toString();
        Command.said(List.of(launcher, "--version"));
        return new Program(List.of(launcher), "./xisuan");
    }

    private static Program classPath() {
        return new Program(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx2g",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dfile.encoding=UTF-8",
                        "-Dstdout.encoding=UTF-8",
                        "-Dstderr.encoding=UTF-8",
                        "-Dxisuan.home=" + home(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.xisuan.cli.Main"),
                "java with this class path, -Xmx2g -XX:+UseSerialGC");
    }

    /** Returns the command line with these arguments. */
    List<String> command(List<String> arguments) {
        List<String> all = new ArrayList<>(start);
        all.addAll(arguments);
        return all;
    }
}
