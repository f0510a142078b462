package io.xisuan.operator.metering.exposition;

/**
 * One sample while it is delivered; it reads the text where it stands and is used again for the next sample.
 *
 * <p>The raw text of the value is kept because some exporters write codes for "no value" that a double cannot tell apart.
 */
public final class Sample {
    private final LabelBlocks labels;
    private final NumberReader number;
    private final TextCache texts;
    private byte[] data = {};
    private String name = "";
    private int block;
    private int valueFrom;
    private int valueTo;
    private boolean timestamped;
    private long timestampMillis;
    private int line;
    private boolean repeats;

    Sample(LabelBlocks labels, NumberReader number, TextCache texts) {
        this.labels = labels;
        this.number = number;
        this.texts = texts;
    }

    void start(byte[] text) {
        data = text;
        repeats = false;
    }

    void set(String sampleName, int labelBlock, int from, int to, int onLine) {
        name = sampleName;
        block = labelBlock;
        valueFrom = from;
        valueTo = to;
        line = onLine;
    }

    void noTimestamp() {
        timestamped = false;
    }

    void setTimestamp(long millis) {
        timestamped = true;
        timestampMillis = millis;
    }

    void setRepeats(boolean again) {
        repeats = again;
    }

    /**
     * Returns whether a Prometheus text had a sample of this name, labels and time before; it is delivered all the same, and
     * reported. OpenMetrics refuses it.
     */
    public boolean repeats() {
        return repeats;
    }

    /** Returns the sample's own name, as {@code a_bucket} of the family {@code a}; the same object for the same name. */
    public String name() {
        return name;
    }

    public int labelCount() {
        return labels.labelCount(block);
    }

    public String labelName(int index) {
        int from = labels.nameFrom(block, index);
        int to = labels.nameTo(block, index);
        return labels.nameEscaped(block, index) ? Escapes.decode(data, from, to) : texts.of(data, from, to);
    }

    public String labelValue(int index) {
        int from = labels.valueFrom(block, index);
        int to = labels.valueTo(block, index);
        return labels.valueEscaped(block, index) ? Escapes.decode(data, from, to) : texts.of(data, from, to);
    }

    /** Returns a label's value, or {@code absent} when the sample has no such label. */
    public String label(String labelName, String absent) {
        int index = indexOf(labelName);
        return index < 0 ? absent : labelValue(index);
    }

    /** Returns the place of a label by its name as it is written, or -1. */
    public int indexOf(String labelName) {
        int count = labels.labelCount(block);
        for (int i = 0; i < count; i++) {
            if (Utf8.is(data, labels.nameFrom(block, i), labels.nameTo(block, i), labelName)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Returns a number that is the same for the same labels as bytes, within one text; a reader that has looked at a block of
     * labels once need not look again.
     */
    public int labelBlock() {
        return block;
    }

    /** Returns the value as it was written. */
    public String rawValue() {
        return Utf8.text(data, valueFrom, valueTo);
    }

    /** Returns the value as a number; for display and comparisons, never for quantities that are billed. */
    public double value() {
        return number.value();
    }

    public boolean hasTimestamp() {
        return timestamped;
    }

    /** Returns the exporter's time stamp in UTC milliseconds; meaningless without one. */
    public long timestampMillis() {
        return timestampMillis;
    }

    /** Returns the line of the text, from 1. */
    public int line() {
        return line;
    }
}
