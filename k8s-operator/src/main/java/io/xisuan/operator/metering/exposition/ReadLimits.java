package io.xisuan.operator.metering.exposition;

/**
 * How much of a text the reader takes. What is over a limit is refused with its line, so that no answer, however hostile, can
 * fill the memory or hold up the meter.
 *
 * @param bodyBytes of the whole text
 * @param lineBytes of one line, its line feed not counted
 * @param labels of one sample, at most {@link #MOST_LABELS}, because each is compared with those before it
 * @param samples of the whole text
 * @param families named in the text, by metadata or by samples
 */
public record ReadLimits(int bodyBytes, int lineBytes, int labels, int samples, int families) {
    /** The most labels that can be allowed. */
    public static final int MOST_LABELS = 512;

    private static final int MEBI = 1 << 20;

    /** Enough for every exporter known, and for a kube-state-metrics of a large cluster. */
    public static final ReadLimits DEFAULT = new ReadLimits(64 * MEBI, 64 * 1024, 128, 1_000_000, 50_000);

    public ReadLimits {
        atLeastOne("bodyBytes", bodyBytes);
        atLeastOne("lineBytes", lineBytes);
        atLeastOne("labels", labels);
        atLeastOne("samples", samples);
        atLeastOne("families", families);
        if (labels > MOST_LABELS) {
            throw new IllegalArgumentException("labels: %d, but at most %d".formatted(labels, MOST_LABELS));
        }
    }

    private static void atLeastOne(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s: %d, but at least 1".formatted(what, value));
        }
    }
}
