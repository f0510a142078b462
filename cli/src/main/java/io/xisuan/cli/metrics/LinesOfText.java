package io.xisuan.cli.metrics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of a text, to show what stands at a place. */
final class LinesOfText {
    private static final int BEFORE = 20;
    private static final int SHOWN = 60;

    private final byte[] body;
    private int line = 1;
    private int start;

    LinesOfText(byte[] body) {
        this.body = body;
    }

    /** Returns some of the line around a column; the lines must be asked for in their order. */
    String around(int wanted, int column) {
        while (line < wanted && start < body.length) {
            line += body[start] == '\n' ? 1 : 0;
            start++;
        }
        int from = Math.min(body.length, Math.max(start, start + column - 1 - BEFORE));
        int to = from;
        while (to < body.length && to - from < SHOWN && body[to] != '\n') {
            to++;
        }
        return new String(Arrays.copyOfRange(body, from, to), StandardCharsets.UTF_8);
    }
}
