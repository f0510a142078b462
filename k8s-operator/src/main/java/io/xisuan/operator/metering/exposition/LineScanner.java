package io.xisuan.operator.metering.exposition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What both formats share: cutting lines, collecting errors, and the smallest tokens. */
abstract class LineScanner {
    private static final boolean[] NAME_BYTES = new boolean[256];

    static {
        for (int b = 0; b < 128; b++) {
            NAME_BYTES[b] = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '_';
        }
    }

    final byte[] data;
    final LabelSet labels;
    final Sample sample;
    final NumberReader number = new NumberReader();
    private final ExpositionSink sink;
    private final List<ParseError> errors = new ArrayList<>();
    private long errorCount;
    private long samples;
    private int nameFrom;
    private int nameTo;
    private String name = "";
    int pos;
    int end;
    int line;

    LineScanner(byte[] data, ExpositionSink sink) {
        this.data = data;
        this.sink = sink;
        this.labels = new LabelSet(data);
        this.sample = new Sample(data, labels);
    }

    final ParseSummary parse() {
        int next = 0;
        while (next < data.length) {
            pos = next;
            end = endOfLine(next);
            line++;
            try {
                line(end < data.length);
            } catch (LineFault fault) {
                error(line, fault.problem());
            }
            next = end + 1;
        }
        finish();
        Verdict verdict = errorCount == 0 ? Verdict.ACCEPTED : Verdict.REJECTED;
        return new ParseSummary(verdict, families(), samples, errors, errorCount);
    }

    /** Reads the line from {@code pos} to {@code end}; {@code terminated} tells whether a line feed follows. */
    abstract void line(boolean terminated);

    /** Reports what is wrong with the text as a whole. */
    abstract void finish();

    abstract int families();

    final void error(int where, String problem) {
        errorCount++;
        if (errors.size() < ParseSummary.MAX_ERRORS) {
            errors.add(new ParseError(where, problem));
        }
    }

    final void deliver() {
        samples++;
        sample.setLine(line);
        sink.sample(sample);
    }

    private int endOfLine(int from) {
        int at = from;
        while (at < data.length && data[at] != '\n') {
            at++;
        }
        return at;
    }

    final boolean at(char wanted) {
        return pos < end && data[pos] == wanted;
    }

    final boolean blankHere() {
        return pos < end && (data[pos] == ' ' || data[pos] == '\t');
    }

    /** Moves over letters, digits and underscores, and over colons where they are allowed; a digit cannot come first. */
    final void skipName(boolean colons) {
        if (pos < end && data[pos] >= '0' && data[pos] <= '9') {
            return;
        }
        while (pos < end && (NAME_BYTES[data[pos] & 0xff] || (colons && data[pos] == ':'))) {
            pos++;
        }
    }

    /** Returns the name between two places; most lines repeat the name of the line before, which is not decoded again. */
    final String nameAt(int from, int to) {
        if (!sameName(from, to)) {
            name = LabelSet.decode(data, from, to);
            nameFrom = from;
            nameTo = to;
        }
        return name;
    }

    final boolean sameName(int from, int to) {
        return nameTo - nameFrom == to - from && to > from && Arrays.equals(data, nameFrom, nameTo, data, from, to);
    }

    /**
     * Moves from an opening quote past the closing one and returns whether there were escapes.
     *
     * @param anyEscape whether unknown escapes are let through
     */
    final boolean skipQuoted(String what, boolean anyEscape) {
        int from = ++pos;
        boolean escapes = false;
        int seen = 0;
        while (pos < end && data[pos] != '"') {
            byte here = data[pos];
            if (here == '\\') {
                escapes = true;
                checkEscape(what, anyEscape);
                pos++;
            }
            seen |= here;
            pos++;
        }
        if (pos >= end) {
            throw new LineFault("the " + what + " has no closing quote on its line");
        }
        if ((seen < 0 || escapes) && !Utf8.valid(data, from, pos)) {
            throw new LineFault("the " + what + " is no valid UTF-8");
        }
        pos++;
        return escapes;
    }

    private void checkEscape(String what, boolean anyEscape) {
        byte escaped = pos + 1 < end ? data[pos + 1] : (byte) ' ';
        if (!anyEscape && escaped != 'n' && escaped != '\\' && escaped != '"') {
            throw new LineFault("the " + what + " has an invalid escape; only \\\\, \\\" and \\n are known");
        }
    }

    final String token(int from, int to) {
        return Utf8.text(data, from, Math.min(to, from + 40));
    }
}
