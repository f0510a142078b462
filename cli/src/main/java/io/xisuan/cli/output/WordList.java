package io.xisuan.cli.output;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The program's lists of words: text files that are packaged beside the class that reads them; a line that begins with a hash sign is a remark. */
public final class WordList {
    private WordList() {}

    /** Returns the lines of a list, without remarks and empty lines. */
    public static List<String> lines(Class<?> beside, String list) {
        try (InputStream file = beside.getResourceAsStream(list)) {
            if (file == null) {
                throw new IllegalStateException("The program was packaged without " + list);
            }
            return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + list, e);
        }
    }

    /** Returns a list of lines as {@code word|meaning}. */
    static SortedMap<String, String> meanings(Class<?> beside, String list) {
        SortedMap<String, String> words = new TreeMap<>();
        for (String line : lines(beside, list)) {
            int bar = line.indexOf('|');
            if (bar < 1 || words.put(line.substring(0, bar), line.substring(bar + 1)) != null) {
                throw new IllegalStateException("%s: \"%s\" is no word, or is there twice".formatted(list, line));
            }
        }
        return words;
    }
}
