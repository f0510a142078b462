package io.xisuan.operator.metering.exposition;

import java.util.Arrays;

/** The labels of one line as places in the text; decoded only when asked for. */
final class LabelSet {
    private static final int START = 32;

    private final byte[] data;
    private int[] nameFrom = new int[START];
    private int[] nameTo = new int[START];
    private int[] valueFrom = new int[START];
    private int[] valueTo = new int[START];
    private boolean[] escaped = new boolean[START];
    private int count;

    LabelSet(byte[] data) {
        this.data = data;
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    /** Adds a name whose value follows; returns false when the line has that name already. */
    boolean addName(int from, int to) {
        for (int i = 0; i < count; i++) {
            if (nameTo[i] - nameFrom[i] == to - from && Arrays.equals(data, nameFrom[i], nameTo[i], data, from, to)) {
                return false;
            }
        }
        if (count == nameFrom.length) {
            grow();
        }
        nameFrom[count] = from;
        nameTo[count] = to;
        count++;
        return true;
    }

    /** Sets the value of the name added last. */
    void setValue(int from, int to, boolean hasEscapes) {
        valueFrom[count - 1] = from;
        valueTo[count - 1] = to;
        escaped[count - 1] = hasEscapes;
    }

    private void grow() {
        int size = count * 2;
        nameFrom = Arrays.copyOf(nameFrom, size);
        nameTo = Arrays.copyOf(nameTo, size);
        valueFrom = Arrays.copyOf(valueFrom, size);
        valueTo = Arrays.copyOf(valueTo, size);
        escaped = Arrays.copyOf(escaped, size);
    }

    /** Returns the place of a label, or -1. */
    int indexOf(String name) {
        for (int i = 0; i < count; i++) {
            if (named(i, name)) {
                return i;
            }
        }
        return -1;
    }

    private boolean named(int index, String name) {
        int from = nameFrom[index];
        if (nameTo[index] - from != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (data[from + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String name(int index) {
        return decode(data, nameFrom[index], nameTo[index]);
    }

    String value(int index) {
        return escaped[index]
                ? decode(data, valueFrom[index], valueTo[index])
                : Utf8.text(data, valueFrom[index], valueTo[index]);
    }

    int valueFrom(int index) {
        return valueFrom[index];
    }

    int valueTo(int index) {
        return valueTo[index];
    }

    /** Resolves the escapes; an unknown one, which only OpenMetrics lets through, stays as it is. */
    static String decode(byte[] data, int from, int to) {
        String raw = Utf8.text(data, from, to);
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char here = raw.charAt(i);
            char next = i + 1 < raw.length() ? raw.charAt(i + 1) : ' ';
            if (here == '\\' && (next == 'n' || next == '\\' || next == '"')) {
                text.append(next == 'n' ? '\n' : next);
                i++;
            } else {
                text.append(here);
            }
        }
        return text.toString();
    }
}
