package io.xisuan.operator.metering.exposition;

/**
 * One sample as the rules look at it, used again for the next. Its time is kept to the nanosecond, as the reference parser does:
 * further digits are cut.
 */
final class OpenMetricsPoint {
    int name;
    int block;
    int line;
    int valueFrom;
    boolean timed;
    long seconds;
    int nanos;
    boolean exemplar;
    Suffix suffix = Suffix.NONE;

    /** The place of the label that tells apart the samples of one metric, or {@link LabelBlocks#NONE}. */
    int special;

    void noTime() {
        timed = false;
        seconds = 0;
        nanos = 0;
        exemplar = false;
    }

    /** Sets the time; {@code nanosOfSecond} is never negative. */
    void at(long wholeSeconds, int nanosOfSecond) {
        timed = true;
        seconds = wholeSeconds;
        nanos = nanosOfSecond;
    }
}
