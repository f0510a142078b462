package io.xisuan.operator.metering.exposition;

/**
 * One sample while it is delivered; it reads the text where it stands and is used again for the next sample.
 *
 * <p>The raw text of the value is kept because some exporters write codes for "no value" that a double cannot tell apart.
 */
public final class Sample {
    private final byte[] data;
    private final LabelSet labels;
    private String name = "";
    private int valueFrom;
    private int valueTo;
    private double value;
    private boolean timestamped;
    private long timestampMillis;
    private int line;

    Sample(byte[] data, LabelSet labels) {
        this.data = data;
        this.labels = labels;
    }

    void setName(String name) {
        this.name = name;
    }

    void setValue(int from, int to, double number) {
        valueFrom = from;
        valueTo = to;
        value = number;
        timestamped = false;
    }

    void setTimestamp(long millis) {
        timestamped = true;
        timestampMillis = millis;
    }

    void setLine(int line) {
        this.line = line;
    }

    /** Returns the sample's own name, as {@code a_bucket} of the family {@code a}. */
    public String name() {
        return name;
    }

    public int labelCount() {
        return labels.count();
    }

    public String labelName(int index) {
        return labels.name(index);
    }

    public String labelValue(int index) {
        return labels.value(index);
    }

    /** Returns a label's value, or {@code absent} when the sample has no such label. */
    public String label(String labelName, String absent) {
        int index = labels.indexOf(labelName);
        return index < 0 ? absent : labels.value(index);
    }

    /** Returns the value as it was written. */
    public String rawValue() {
        return Utf8.text(data, valueFrom, valueTo);
    }

    /** Returns the value as a number; for display and comparisons, never for quantities that are billed. */
    public double value() {
        return value;
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
