package io.xisuan.operator.notice.send;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Secrets in files, read anew each time, so that a changed Secret counts at once; what they hold is never shown. */
final class SecretFiles {
    private static final long MOST_BYTES = 64 << 10;

    private SecretFiles() {}

    /** Returns what a file holds, without white space around it. */
    static String text(Path file) throws Unsent {
        try {
            String text = Files.size(file) > MOST_BYTES
                    ? ""
                    : Files.readString(file, StandardCharsets.UTF_8).strip();
            if (text.isEmpty()) {
                throw Unsent.again("%s holds nothing, or too much".formatted(file));
            }
            return text;
        } catch (IOException e) {
            throw Unsent.again("%s cannot be read".formatted(file));
        }
    }

    /** Returns the lines of a file that hold anything. */
    static List<String> lines(Path file) throws Unsent {
        return text(file)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
