package io.xisuan.operator.metering.exposition;

/** Takes what a text says while it is read. */
@FunctionalInterface
public interface ExpositionSink {
    /** Takes one sample. The object is used again for the next: copy what must be kept. */
    void sample(Sample sample);
}
