package io.xisuan.operator.metering.exposition;

import java.util.Arrays;

/**
 * Reads one exposition text after another and keeps its tables between them, so that after the first few nothing is allocated
 * for a sample. It is not safe for use by several threads at once: each thread has its own.
 */
public final class ExpositionReader {
    private final ReadLimits limits;

    /** Makes a reader with these limits. */
    public ExpositionReader(ReadLimits limits) {
        this.limits = limits;
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
        if (length > limits.bodyBytes()) {
            throw new IllegalArgumentException("%d bytes".formatted(length));
        }
        return ExpositionParser.parse(length == body.length ? body : Arrays.copyOf(body, length), format, sink);
    }
}
