package io.xisuan.operator.metering.exposition;

/** Takes what a text says while it is read. */
@FunctionalInterface
public interface ExpositionSink {
    /** Takes one sample. The object is used again for the next: copy what must be kept. */
    void sample(Sample sample);

    /** Says whether {@link #described} is to be called; texts of metadata are decoded only then. */
    default boolean wantsMetadata() {
        return false;
    }

    /**
     * Takes one line of metadata that keeps to the format.
     *
     * @param text what follows the family's name, as it was written
     * @param line from 1
     */
    default void described(String family, MetadataKind kind, String text, int line) {}
}
