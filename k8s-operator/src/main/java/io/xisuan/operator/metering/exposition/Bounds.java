package io.xisuan.operator.metering.exposition;

import java.nio.charset.StandardCharsets;

/** The names of the labels that tell apart the parts of histograms and summaries. */
final class Bounds {
    static final byte[] LE = "le".getBytes(StandardCharsets.UTF_8);
    static final byte[] QUANTILE = "quantile".getBytes(StandardCharsets.UTF_8);

    private Bounds() {}
}
