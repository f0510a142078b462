package io.xisuan.operator.metering.scrape.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedSet;

/** The lines of a text that are kept: all, or those of some families. */
final class ArchivedText {
    private ArchivedText() {}

    /** Returns the lines of the families, as they stand, with their comments. */
    static byte[] of(byte[] text, SortedSet<String> families) {
        if (families.isEmpty()) {
            return text;
        }
        byte[] kept = new byte[text.length];
        int length = 0;
        int from = 0;
        while (from < text.length) {
            int to = from;
            while (to < text.length && text[to] != '\n') {
                to++;
            }
            int end = Math.min(text.length, to + 1);
            if (families.contains(family(text, from, to))) {
                System.arraycopy(text, from, kept, length, end - from);
                length += end - from;
            }
            from = end;
        }
        return Arrays.copyOf(kept, length);
    }

    private static String family(byte[] text, int from, int to) {
        int start = from;
        if (start < to && text[start] == '#') {
            start = pastWord(text, start, to);
            start = pastWord(text, start, to);
        }
        int end = start;
        while (end < to && text[end] != '{' && text[end] != ' ' && text[end] != '\t') {
            end++;
        }
        return new String(text, start, end - start, StandardCharsets.UTF_8);
    }

    private static int pastWord(byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] != ' ') {
            at++;
        }
        while (at < to && text[at] == ' ') {
            at++;
        }
        return at;
    }
}
