package io.xisuan.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Fits a text into a number of terminal cells: broken into lines, or cut with an ellipsis. */
final class TextWrap {
    private static final String ELLIPSIS = "\u2026";
    private static final String MAY_NOT_START_A_LINE = "，。、；：？！）》」』】％%,.;:?!)]}";

    private static final String MAY_NOT_END_A_LINE = "（《「『【";

    private TextWrap() {}

    /**
     * Returns the lines of a text, broken at spaces, between Chinese characters, and inside a word only where the word
     * alone is too wide.
     */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words(text)) {
            if (!line.isEmpty() && DisplayWidth.of(line + word.stripTrailing()) > width) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? word.stripLeading() : word);
            breakLongWord(line, width, lines);
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    /** Returns the text, or its beginning with an ellipsis. */
    static String cut(String text, int width) {
        if (DisplayWidth.of(text) <= width) {
            return text;
        }
        return beginning(text, width - 1) + ELLIPSIS;
    }

    private static void breakLongWord(StringBuilder line, int width, List<String> lines) {
        while (DisplayWidth.of(line.toString().stripTrailing()) > width) {
            String head = beginning(line.toString(), width);
            if (head.isEmpty()) {
                return;
            }
            lines.add(head);
            line.delete(0, head.length());
        }
    }

    private static String beginning(String text, int width) {
        StringBuilder beginning = new StringBuilder();
        int used = 0;
        for (String cluster : DisplayWidth.clusters(text)) {
            used += DisplayWidth.ofCluster(cluster);
            if (used > width) {
                break;
            }
            beginning.append(cluster);
        }
        return beginning.toString();
    }

    /** Returns the unbreakable pieces; a space belongs to the piece before it. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        String before = "";
        for (String cluster : DisplayWidth.clusters(text)) {
            if (!word.isEmpty() && mayBreak(before, cluster)) {
                words.add(word.toString());
                word.setLength(0);
            }
            word.append(cluster);
            before = cluster;
        }
        words.add(word.toString());
        return words;
    }

    private static boolean mayBreak(String before, String after) {
        if (after.isBlank() || MAY_NOT_START_A_LINE.contains(after) || endsNoLine(before)) {
            return false;
        }
        return before.isBlank() || DisplayWidth.ofCluster(before) == 2 || DisplayWidth.ofCluster(after) == 2;
    }

    private static boolean endsNoLine(String before) {
        return !before.isEmpty() && MAY_NOT_END_A_LINE.contains(before);
    }
}
