package io.xisuan.billing.entitlement.chain;

import io.xisuan.billing.canonical.Sha256;
import java.util.Arrays;
import java.util.HexFormat;

/** One link of the chain; what it says and the hash that ties it to the one before. */
public final class Entry {
    /** What the first entry follows on. */
    public static final String GENESIS = "0".repeat(64);

    private final long seq;
    private final byte[] body;
    private final String hash;

    /**
     * @param seq from 1, without gaps
     * @param hash SHA-256 in hex over the hash before it, its number and its body
     */
    public Entry(long seq, byte[] body, String hash) {
        this.seq = seq;
        this.body = body.clone();
        this.hash = hash;
    }

    /** Returns the entry that follows on another. */
    public static Entry after(String previousHash, long seq, byte[] body) {
        return new Entry(seq, body, hash(previousHash, seq, body));
    }

    public long seq() {
        return seq;
    }

    public byte[] body() {
        return body.clone();
    }

    public String hash() {
        return hash;
    }

    /** Returns whether this entry follows on that hash as it was written. */
    boolean follows(String previousHash) {
        return hash.equals(hash(previousHash, seq, body));
    }

    private static String hash(String previousHash, long seq, byte[] body) {
        byte[] head = HexFormat.of().parseHex(previousHash + HexFormat.of().toHexDigits(seq));
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return Sha256.hex(all);
    }

    @Override
    public String toString() {
        return "entry %d (%d bytes, %s)".formatted(seq, body.length, hash);
    }
}
