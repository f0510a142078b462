package io.xisuan.billing.ledger;

import io.xisuan.billing.canonical.Sha256;
import java.util.OptionalLong;

/**
 * One entry of the books: its canonical text and the hash that chains it to all before it.
 *
 * @param seq counts from 1 without gaps
 * @param recordedAtMillis when it was written, never before the entry before it; empty in the first format, which had no times
 * @param body the canonical text; its first character is the format version
 * @param hash SHA-256 in hex over the previous entry's hash and the body
 */
public record LedgerEntry(long seq, OptionalLong recordedAtMillis, PostingSet postings, String body, String hash) {
    /** The hash before the first entry. */
    public static final String GENESIS = "0".repeat(64);

    /**
     * Returns the entry that follows on one with this hash.
     *
     * @param recordedAtMillis when it is written; empty for one of the first format, whose postings have no effective day
     */
    public static LedgerEntry after(String previousHash, long seq, OptionalLong recordedAtMillis, PostingSet postings) {
        String body = postings.body(seq, recordedAtMillis);
        return new LedgerEntry(seq, recordedAtMillis, postings, body, hash(previousHash, body));
    }

    static String hash(String previousHash, String body) {
        return Sha256.hex(previousHash + "\n" + body);
    }
}
