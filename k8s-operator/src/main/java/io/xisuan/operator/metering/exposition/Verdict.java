package io.xisuan.operator.metering.exposition;

/** Whether a text keeps to its format as a whole. */
public enum Verdict {
    ACCEPTED,
    /** At least one line is wrong; the samples of other lines were still delivered, and must not be trusted alone. */
    REJECTED
}
