package io.xisuan.operator.metering.evidence;

/** Who wrote a text, as far as its names and labels tell. */
public sealed interface Standing {
    /**
     * The exporter stands in the table.
     *
     * @param versions the range of versions that write such labels
     */
    record Known(String exporter, String versions, Truth truth) implements Standing {}

    /**
     * It stands in no row, so that the text is kept by its hash and confirms nothing.
     *
     * @param why a sentence for people
     */
    record Unknown(String why) implements Standing {}

    /** Returns whether it is in the table with this kind of knowledge. */
    default boolean knows(Truth truth) {
        return this instanceof Known known && known.truth() == truth;
    }
}
