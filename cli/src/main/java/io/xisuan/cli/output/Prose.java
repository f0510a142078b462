package io.xisuan.cli.output;

import java.util.List;

/** Running text for people, broken into lines as a terminal is wide; double-width characters count as two. */
public final class Prose {
    private Prose() {}

    /** Returns the lines of a text, none wider than so many cells where its words allow it. */
    public static List<String> lines(String text, int width) {
        return TextWrap.lines(text, width);
    }

    /** Returns how many cells a text takes on a terminal. */
    public static int width(String text) {
        return DisplayWidth.of(text);
    }
}
