package io.xisuan.image;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The program as Maven built it in a checkout.
 *
 * @param home the checkout
 * @param version the version of the jars
 * @param ours our jars, the one with the entry point first
 * @param libraries the jars of others, by name
 */
record Program(Path home, String version, List<Path> ours, List<Path> libraries) {
    private static final String MAIN_JAR = "cli-";

    Program {
        ours = List.copyOf(ours);
        libraries = List.copyOf(libraries);
    }

    /** Finds the jars of a checkout that was built. */
    static Program of(Path home) throws IOException {
        Path target = home.resolve("cli/target");
        Path main = jars(target).stream()
                .filter(jar -> name(jar).startsWith(MAIN_JAR) && !name(jar).endsWith("-tests.jar"))
                .findFirst()
                .orElseThrow(
                        () -> InputException.of("%s: nothing is built: start deploy/image/build".formatted(target)));
        String version = name(main).substring(MAIN_JAR.length()).replaceFirst("\\.jar$", "");
        List<Path> libraries = jars(target.resolve("lib"));
        List<Path> ours = libraries.stream().filter(jar -> ours(jar, version)).toList();
        return new Program(
                home,
                version.replaceFirst("-SNAPSHOT$", ""),
                Stream.concat(Stream.of(main), ours.stream()).toList(),
                libraries.stream().filter(jar -> !ours(jar, version)).toList());
    }

    /** Returns the bill of materials that Maven wrote. */
    Path bill() {
        return home.resolve("cli/target/bom.json");
    }

    /** Returns a file of the folder that makes the image. */
    Path of(String name) {
        return home.resolve("deploy/image").resolve(name);
    }

    private static boolean ours(Path jar, String version) {
        return Stream.of("model", "scheduler-core", "billing", "k8s-operator")
                .anyMatch(module -> name(jar).equals(module + "-" + version + ".jar"));
    }

    private static String name(Path jar) {
        return jar.getFileName().toString();
    }

    private static List<Path> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> name(file).endsWith(".jar")).sorted().toList();
        }
    }
}
