package io.xisuan.operator.metering.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** The file {@code roots.tsv}: for each sealed segment its name, its last record's number and its Merkle root. */
final class Roots {
    static final String NAME = "roots.tsv";

    private Roots() {}

    static void add(Path folder, String segment, long lastSeq, String root) {
        try {
            Files.writeString(
                    folder.resolve(NAME),
                    line(segment, lastSeq, root) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String line(String segment, long lastSeq, String root) {
        return segment + "\t" + lastSeq + "\t" + root;
    }

    /** Returns the lines of the file by segment. */
    static Map<String, String> read(Path folder) {
        Map<String, String> lines = new LinkedHashMap<>();
        Path file = folder.resolve(NAME);
        if (Files.exists(file)) {
            try {
                Files.readAllLines(file).forEach(line -> lines.put(line.split("\t", 2)[0], line));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return lines;
    }
}
