package io.xisuan.billing.entitlement.chain;

import io.xisuan.billing.canonical.Sha256;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One link of the chain.
 *
 * @param seq from 1, without gaps
 * @param hash SHA-256 in hex over the hash before it, its number and its body
 */
public record Entry(long seq, byte[] body, String hash) {
    /** What the first entry follows on. */
    public static final String GENESIS = "0".repeat(64);

    public Entry {
        body = body.clone();
    }

    /** Returns the entry that follows on another. */
    public static Entry after(String previousHash, long seq, byte[] body) {
        return new Entry(seq, body, hash(previousHash, seq, body));
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /** Returns whether this entry follows on that hash as it was written. */
    public boolean follows(String previousHash) {
        return hash.equals(hash(previousHash, seq, body));
    }

    private static String hash(String previousHash, long seq, byte[] body) {
        byte[] head = HexFormat.of().parseHex(previousHash + HexFormat.of().toHexDigits(seq));
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return Sha256.hex(all);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Entry entry
                && entry.seq == seq
                && entry.hash.equals(hash)
                && Arrays.equals(entry.body, body);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return "entry %d (%d bytes, %s)".formatted(seq, body.length, hash);
    }
}
