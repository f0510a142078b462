package io.xisuan.operator.metering.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What both formats share: cutting lines, the smallest tokens, and the quick way through a line.
 *
 * <p>Nearly all lines of real exporters are a plain name, labels without blanks or escapes, one blank and a plain number. The
 * quick way reads those and gives up, without a trace, at anything else; the format's own {@link #line} then reads the line with
 * all that is allowed and says what is wrong. Both end in {@link #accept}, so a line means the same whichever way it was read.
 */
abstract class LineScanner {
    private static final boolean[] NAME_BYTES = new boolean[256];
    private static final boolean[] METRIC_BYTES = new boolean[256];

    static {
        for (int b = 0; b < 128; b++) {
            NAME_BYTES[b] = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '_';
            METRIC_BYTES[b] = NAME_BYTES[b] || b == ':';
        }
    }

    final ReadLimits limits;
    final ProbeBudget budget = new ProbeBudget();
    final NameTable names = new NameTable(budget);
    final LabelBlocks blocks;
    final NumberReader number = new NumberReader();
    final NumberReader bound = new NumberReader();
    final Sample sample;
    final Findings findings = new Findings();
    private final boolean quickly;
    private long samples;
    private int nameFrom;
    private int nameTo;
    byte[] data = {};
    ExpositionSink sink = sample -> {};
    int length;
    int lineStart;
    int pos;
    int end;
    int line;
    int name;
    int block;
    int valueFrom;
    int valueTo;

    LineScanner(ReadLimits limits, TextCache texts, boolean quickly) {
        this.limits = limits;
        this.blocks = new LabelBlocks(budget, limits.labels());
        this.sample = new Sample(blocks, number, texts);
        this.quickly = quickly;
    }

    final ParseSummary parse(byte[] text, int size, ExpositionSink to) {
        begin(text, size, to);
        if (size > limits.bodyBytes()) {
            findings.error(1, 1, "the text has %d bytes, but at most %d are read".formatted(size, limits.bodyBytes()));
        } else {
            try {
                lines();
                finish();
            } catch (TextRefused refused) {
                findings.error(line, column(), refused.problem() + "; the rest of the text was not read");
            }
        }
        return findings.summary(families(), samples);
    }

    private void begin(byte[] text, int size, ExpositionSink to) {
        data = text;
        sink = to;
        length = size;
        samples = 0;
        line = 0;
        lineStart = 0;
        pos = 0;
        nameFrom = 0;
        nameTo = 0;
        budget.start();
        names.start();
        blocks.start(text);
        sample.start(text);
        findings.start();
        start();
    }

    private void lines() {
        int quickEnd = quickly ? afterLastFeed() : 0;
        int next = 0;
        while (next < length) {
            next = oneLine(next, quickEnd) + 1;
        }
    }

    private int afterLastFeed() {
        int at = length;
        while (at > 0 && data[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    /** Reads one line and returns the place of its line feed. */
    private int oneLine(int from, int quickEnd) {
        lineStart = from;
        pos = from;
        line++;
        try {
            int feed = from < quickEnd ? quick(from, quickEnd) : -1;
            if (feed < 0) {
                end = Words.lineFeed(data, from, length);
                feed = end;
                checkLength();
                line(end < length);
            }
            return feed;
        } catch (LineFault fault) {
            findings.error(line, column(), fault.problem());
            return Words.lineFeed(data, from, length);
        }
    }

    private int column() {
        return Math.max(1, pos - lineStart + 1);
    }

    private void checkLength() {
        if (end - lineStart > limits.lineBytes()) {
            throw new LineFault(
                    "the line has %d bytes, but at most %d are read".formatted(end - lineStart, limits.lineBytes()));
        }
    }

    /** Reads a line of the usual form and returns the place of its line feed, or -1. */
    private int quick(int from, int limit) {
        int at = quickName(from, limit);
        if (at < 0) {
            return -1;
        }
        int labels = LabelBlocks.EMPTY;
        if (data[at] == '{') {
            labels = blocks.expected(at, limit);
            if (labels == LabelBlocks.EMPTY) {
                labels = quickLabels(at, limit);
                if (labels == LabelBlocks.EMPTY) {
                    return -1;
                }
            }
            at += blocks.length(labels);
        }
        if (data[at] != ' ') {
            return -1;
        }
        int value = at + 1;
        at = number.quick(data, value);
        int afterValue = at;
        noTime();
        if (at > 0 && data[at] == ' ') {
            at = quickTimestamp(at + 1);
        }
        if (at < 0 || at - from > limits.lineBytes()) {
            return -1;
        }
        pos = value;
        block = labels;
        valueFrom = value;
        valueTo = afterValue;
        accept();
        return at;
    }

    private int quickName(int from, int limit) {
        int before = nameTo - nameFrom;
        if (before > 0
                && before < limit - from
                && Arrays.equals(data, nameFrom, nameTo, data, from, from + before)
                && !METRIC_BYTES[data[from + before] & 0xff]) {
            return from + before;
        }
        int to = metricNameEnd(data, from);
        if (to == from || (data[to] != '{' && data[to] != ' ')) {
            return -1;
        }
        become(from, to);
        return to;
    }

    /** Returns the block at an opening brace, or {@link LabelBlocks#EMPTY} when it is not of the usual form. */
    private int quickLabels(int from, int limit) {
        LabelNames labelNames = blocks.names();
        blocks.open(from);
        int at = from + 1;
        while (true) {
            int nameEnd = labelNames.quick(at, limit);
            if (nameEnd < 0) {
                return LabelBlocks.EMPTY;
            }
            blocks.openName(at, nameEnd, labelNames.lastHash());
            int to = quickValue(nameEnd + 2);
            if (to < 0) {
                return LabelBlocks.EMPTY;
            }
            if (data[to + 1] == '}') {
                return blocks.close(to + 2, true);
            }
            if (data[to + 1] != ',') {
                return LabelBlocks.EMPTY;
            }
            at = to + 2;
        }
    }

    /** Reads a quoted text without escapes and returns the place of its closing quote, or -1. */
    private int quickValue(int from) {
        long hash = 0;
        long seen = 0;
        for (int at = from; at + Words.SIZE <= data.length; at += Words.SIZE) {
            long word = Words.at(data, at);
            long ends = Words.quotedEnds(word);
            if (ends != 0) {
                int more = Words.lowest(ends);
                long rest = Words.first(word, more);
                int to = at + more;
                boolean plain = ((seen | rest) & Words.HIGH_BITS) == 0 || Utf8.valid(data, from, to);
                if (data[to] != '"' || !plain) {
                    return -1;
                }
                blocks.setValue(from, to, Words.mix(Words.mix(hash, rest), to - from));
                return to;
            }
            hash = Words.mix(hash, word);
            seen |= word;
        }
        return -1;
    }

    /** Forgets the time stamp of the sample before. */
    void noTime() {
        sample.noTimestamp();
    }

    /** Reads a time stamp of the usual form that a line feed follows and returns the place of that, or -1. */
    abstract int quickTimestamp(int from);

    /** Prepares for a text. */
    abstract void start();

    /** Reads the line from {@code pos} to {@code end}; {@code terminated} tells whether a line feed follows. */
    abstract void line(boolean terminated);

    /** Takes a sample whose name, labels, value and time stamp were read. */
    abstract void accept();

    /** Reports what is wrong with the text as a whole. */
    abstract void finish();

    abstract int families();

    final void deliver() {
        if (++samples > limits.samples()) {
            samples--;
            throw new TextRefused("there are more than %d samples".formatted(limits.samples()));
        }
        sample.set(names.text(name), block, valueFrom, valueTo, line);
        sink.sample(sample);
    }

    final boolean at(char wanted) {
        return pos < end && data[pos] == wanted;
    }

    final boolean blankHere() {
        return pos < end && (data[pos] == ' ' || data[pos] == '\t');
    }

    /** Takes a plain name as the name of the sample. */
    final void become(int from, int to) {
        name = names.of(data, from, to);
        nameFrom = from;
        nameTo = to;
    }

    /** Takes the text between quotes as the name of the sample. */
    final void becomeQuoted(int from, int to) {
        name = quotedName(from, to);
        nameTo = nameFrom;
    }

    final int quotedName(int from, int to) {
        byte[] decoded = Escapes.decode(data, from, to).getBytes(StandardCharsets.UTF_8);
        return names.of(decoded, 0, decoded.length);
    }

    /** Returns the end of a metric name; a line feed must come. A digit cannot come first. */
    static int metricNameEnd(byte[] data, int from) {
        return nameEnd(data, from, METRIC_BYTES);
    }

    /** Returns the end of a label name; a line feed must come. A digit cannot come first. */
    static int labelNameEnd(byte[] data, int from) {
        return nameEnd(data, from, NAME_BYTES);
    }

    private static int nameEnd(byte[] data, int from, boolean[] allowed) {
        int at = from;
        if (data[at] >= '0' && data[at] <= '9') {
            return from;
        }
        while (allowed[data[at] & 0xff]) {
            at++;
        }
        return at;
    }

    /** Moves over letters, digits and underscores, and over colons where they are allowed; a digit cannot come first. */
    final void skipName(boolean colons) {
        boolean[] allowed = colons ? METRIC_BYTES : NAME_BYTES;
        if (pos < end && data[pos] >= '0' && data[pos] <= '9') {
            return;
        }
        while (pos < end && allowed[data[pos] & 0xff]) {
            pos++;
        }
    }

    /** Returns whether the bytes could stand as a metric name, or as a label name, without quotes. */
    static boolean legacyName(byte[] data, int from, int to, boolean colons) {
        boolean[] allowed = colons ? METRIC_BYTES : NAME_BYTES;
        boolean legacy = from < to && !(data[from] >= '0' && data[from] <= '9');
        for (int at = from; at < to; at++) {
            legacy &= allowed[data[at] & 0xff];
        }
        return legacy;
    }

    final String token(int from, int to) {
        return Utf8.text(data, from, Math.min(to, from + 40));
    }
}
