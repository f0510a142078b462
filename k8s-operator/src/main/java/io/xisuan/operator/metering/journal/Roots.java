package io.xisuan.operator.metering.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The file {@code roots.tsv} of older journals: for each finished segment its name, its last record's number and its Merkle root. Seals
 * of hours stand in its place now; where it is there it is still checked.
 */
final class Roots {
    static final String NAME = "roots.tsv";

    private Roots() {}

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
