package io.xisuan.operator.metering.exposition;

import java.util.Arrays;

/** The family of an OpenMetrics text that is being read; there is one at a time, as families stand in one piece. */
final class OpenMetricsFamily {
    static final int NOBODY = -1;
    private static final byte[] NO_LABEL = {};

    private final NameTable names;
    private byte[] bytes = {};
    private int sampleName = NOBODY;
    private Suffix sampleSuffix = Suffix.NONE;
    int name = NOBODY;
    MetricType type = MetricType.UNKNOWN;
    boolean typed;
    boolean helped;
    boolean unitGiven;
    boolean hasUnit;
    boolean frozen;

    OpenMetricsFamily(NameTable names) {
        this.names = names;
    }

    void become(int family) {
        name = family;
        bytes = family == NOBODY ? NO_LABEL : names.bytes(family);
        type = MetricType.UNKNOWN;
        typed = false;
        helped = false;
        unitGiven = false;
        hasUnit = false;
        frozen = false;
        sampleName = NOBODY;
    }

    /** Returns whether the sample's name is one of this family's; {@link #suffix} then tells which. */
    boolean owns(int sample) {
        if (name == NOBODY) {
            return false;
        }
        if (sample == sampleName) {
            return true;
        }
        byte[] full = names.bytes(sample);
        for (Suffix suffix : Suffix.of(type)) {
            if (full.length == bytes.length + suffix.bytes().length
                    && Arrays.equals(full, 0, bytes.length, bytes, 0, bytes.length)
                    && Arrays.equals(full, bytes.length, full.length, suffix.bytes(), 0, suffix.bytes().length)) {
                sampleName = sample;
                sampleSuffix = suffix;
                return true;
            }
        }
        return false;
    }

    /** Returns the suffix of the sample that {@link #owns} was asked for last. */
    Suffix suffix() {
        return sampleSuffix;
    }

    /** Returns the name of the label that tells apart the samples of one metric, or no bytes when there is none. */
    byte[] specialLabel(Suffix suffix) {
        return switch (type) {
            case HISTOGRAM, GAUGE_HISTOGRAM -> suffix == Suffix.BUCKET ? Bounds.LE : NO_LABEL;
            case SUMMARY -> suffix == Suffix.NONE ? Bounds.QUANTILE : NO_LABEL;
            case STATE_SET -> bytes;
            case COUNTER, GAUGE, INFO, UNKNOWN -> NO_LABEL;
        };
    }
}
