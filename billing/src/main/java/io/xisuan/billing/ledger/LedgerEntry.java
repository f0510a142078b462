package io.xisuan.billing.ledger;

import io.xisuan.billing.canonical.Sha256;

/**
 * One entry of the books: its canonical text and the hash that chains it to all before it.
 *
 * @param seq counts from 1 without gaps
 * @param body the canonical text; its first character is the format version
 * @param hash SHA-256 in hex over the previous entry's hash and the body
 */
public record LedgerEntry(long seq, PostingSet postings, String body, String hash) {
    /** The hash before the first entry. */
    public static final String GENESIS = "0".repeat(64);

    /** Returns the entry that follows on one with this hash. */
    public static LedgerEntry after(String previousHash, long seq, PostingSet postings) {
        String body = postings.body(seq);
        return new LedgerEntry(seq, postings, body, hash(previousHash, body));
    }

    static String hash(String previousHash, String body) {
        return Sha256.hex(previousHash + "\n" + body);
    }
}
