package io.xisuan.operator.metering.exposition;

/**
 * Reads one exposition text after another and keeps its tables between them, so that after the first few nothing is allocated
 * for a sample. It is not safe for use by several threads at once: each thread has its own.
 *
 * <p>The time is linear in the length of any text, and the memory is bounded by the limits.
 */
public final class ExpositionReader {
    private final TextParser text;
    private final OpenMetricsParser openMetrics;

    /** Makes a reader with these limits that takes UTF-8 names. */
    public ExpositionReader(ReadLimits limits) {
        this(limits, NameScheme.UTF8);
    }

    /** Makes a reader; the scheme is about Prometheus texts, as OpenMetrics 1.0 has no quoted names. */
    public ExpositionReader(ReadLimits limits, NameScheme scheme) {
        this(limits, scheme, true);
    }

    /** Makes a reader that can be kept from the quick way, for tests that compare the two. */
    ExpositionReader(ReadLimits limits, NameScheme scheme, boolean quickly) {
        TextCache texts = new TextCache();
        text = new TextParser(limits, scheme, texts, quickly);
        openMetrics = new OpenMetricsParser(limits, texts, quickly);
    }

    /** Reads a whole array. */
    public ParseSummary read(byte[] body, ExpositionFormat format, ExpositionSink sink) {
        return read(body, body.length, format, sink);
    }

    /**
     * Reads the first {@code length} bytes of an array, which may be a buffer that is used again, and delivers the samples.
     * What is wrong with the text is in the summary; nothing is thrown for it.
     */
    public ParseSummary read(byte[] body, int length, ExpositionFormat format, ExpositionSink sink) {
        if (length < 0 || length > body.length) {
            throw new IllegalArgumentException("%d of %d bytes".formatted(length, body.length));
        }
        return switch (format) {
            case TEXT -> text.parse(body, length, sink);
            case OPENMETRICS -> openMetrics.parse(body, length, sink);
        };
    }
}
