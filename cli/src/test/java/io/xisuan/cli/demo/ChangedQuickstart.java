package io.xisuan.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.cli.Installation;
import io.xisuan.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A copy of the quickstart in {@code folder/in}, to change and to run with output in {@code folder/out}. */
record ChangedQuickstart(Path folder) {
    /** How a run of the demo ended. */
    record Run(int code, String errors) {}

    /** Copies the quickstart into the folder. */
    static ChangedQuickstart in(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("in"));
        try (Stream<Path> files = Files.list(Installation.quickstart())) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve("in").resolve(file.getFileName().toString()));
            }
        }
        return new ChangedQuickstart(folder);
    }

    Path file(String name) {
        return folder.resolve("in").resolve(name);
    }

    Path out() {
        return folder.resolve("out");
    }

    /** Replaces the first occurrence of a text; returns its line, counted from 1. */
    long change(String name, String right, String wrong) throws IOException {
        String text = Files.readString(file(name));
        int at = text.indexOf(right);
        assertThat(at).as("%s is in %s", right, name).isNotNegative();
        Files.writeString(file(name), text.substring(0, at) + wrong + text.substring(at + right.length()));
        return text.substring(0, at).lines().count();
    }

    Run run(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("demo", "--manifests", folder.resolve("in").toString(), "--out", out().toString()));
        arguments.addAll(List.of(more));
        StringWriter errors = new StringWriter();
        int code = Main.run(
                new PrintWriter(new StringWriter()), new PrintWriter(errors), arguments.toArray(String[]::new));
        return new Run(code, errors.toString());
    }
}
