package io.xisuan.operator.metering.journal;

/**
 * The end of a chain: how many records there are and the hash of the last.
 *
 * @param hash SHA-256 in hex
 */
public record JournalHead(long seq, String hash) {
    /** The head of an empty journal. */
    public static final JournalHead EMPTY = new JournalHead(0, "0".repeat(64));

    public JournalHead {
        if (seq < 0 || hash.length() != 64) {
            throw new IllegalArgumentException("No head of a journal: %d, \"%s\"".formatted(seq, hash));
        }
    }
}
