package io.xisuan.operator.metering.exposition;

import java.util.Arrays;

/**
 * The families of a Prometheus text by the numbers of their names, and which of them a sample's name belongs to. A mark of an
 * earlier text is out of date by its number, so nothing is cleared between texts.
 */
final class TextFamilies {
    private static final MetricType UNTYPED = MetricType.UNKNOWN;

    private final NameTable names;
    private final ReadLimits limits;
    private int text;
    private int count;
    private int[] known = {};
    private int[] belongs = {};
    private int[] family = {};
    private int[] typed = {};
    private int[] helped = {};
    private int[] sampled = {};
    private MetricType[] types = {};

    TextFamilies(NameTable names, ReadLimits limits) {
        this.names = names;
        this.limits = limits;
    }

    void start() {
        text++;
        count = 0;
    }

    int count() {
        return count;
    }

    /** Returns the family of the name, which for parts of summaries and histograms is the family without the suffix. */
    int of(int name) {
        if (name >= known.length) {
            grow(name);
        }
        if (belongs[name] != text) {
            family[name] = known[name] == text ? name : find(name);
            belongs[name] = text;
        }
        return family[name];
    }

    private void grow(int name) {
        int size = Math.max(64, Integer.highestOneBit(name) * 2);
        known = Arrays.copyOf(known, size);
        belongs = Arrays.copyOf(belongs, size);
        family = Arrays.copyOf(family, size);
        typed = Arrays.copyOf(typed, size);
        helped = Arrays.copyOf(helped, size);
        sampled = Arrays.copyOf(sampled, size);
        int old = types.length;
        types = Arrays.copyOf(types, size);
        Arrays.fill(types, old, size, UNTYPED);
    }

    private int find(int name) {
        int whole = without(name, "_count", MetricType.SUMMARY);
        whole = whole < 0 ? without(name, "_sum", MetricType.SUMMARY) : whole;
        whole = whole < 0 ? without(name, "_count", MetricType.HISTOGRAM) : whole;
        whole = whole < 0 ? without(name, "_sum", MetricType.HISTOGRAM) : whole;
        whole = whole < 0 ? without(name, "_bucket", MetricType.HISTOGRAM) : whole;
        return whole < 0 ? begin(name) : whole;
    }

    private int without(int name, String suffix, MetricType type) {
        byte[] bytes = names.bytes(name);
        if (!Utf8.endsWith(bytes, 0, bytes.length, suffix)) {
            return NameTable.NONE;
        }
        int whole = names.find(bytes, 0, bytes.length - suffix.length());
        return whole >= 0 && whole < known.length && known[whole] == text && is(whole, type) ? whole : NameTable.NONE;
    }

    private int begin(int name) {
        known[name] = text;
        if (++count > limits.families()) {
            throw new TextRefused("there are more than %d families".formatted(limits.families()));
        }
        return name;
    }

    boolean is(int of, MetricType type) {
        return typed[of] == text && types[of] == type;
    }

    boolean typed(int of) {
        return typed[of] == text;
    }

    void type(int of, MetricType type) {
        typed[of] = text;
        types[of] = type;
    }

    /** Marks the family as one that has help, and returns whether it had none. */
    boolean help(int of) {
        boolean fresh = helped[of] != text;
        helped[of] = text;
        return fresh;
    }

    /** Marks the family as one that has samples, and returns whether it had none. */
    boolean sampled(int of) {
        boolean fresh = sampled[of] != text;
        sampled[of] = text;
        if (!typed(of)) {
            type(of, UNTYPED);
        }
        return fresh;
    }
}
