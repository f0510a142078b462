package io.xisuan.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The checkout that the tests run in. */
final class SourceTree {
    static final Path ROOT = Path.of(Objects.requireNonNull(
            System.getProperty("xisuan.root"), "xisuan.root is not set: run the tests through ./mvnw"));

    private static final List<String> MODULES =
            List.of("model", "scheduler-core", "billing", "k8s-operator", "cli", "benchmarks", "deploy/image");

    private SourceTree() {}

    /** Returns all Java files of all modules, in path order. */
    static List<Path> javaFiles() {
        return MODULES.stream()
                .map(module -> ROOT.resolve(module).resolve("src"))
                .filter(Files::isDirectory)
                .flatMap(SourceTree::walk)
                .filter(path -> path.toString().endsWith(".java"))
                .sorted()
                .toList();
    }

    static Stream<Path> walk(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        return String.join("\n", lines(file));
    }
}
