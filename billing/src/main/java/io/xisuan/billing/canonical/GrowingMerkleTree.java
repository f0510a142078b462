package io.xisuan.billing.canonical;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The root of {@link MerkleTree} over leaves that come one after another: the same digest, with a memory that grows with the logarithm
 * of their number.
 */
public final class GrowingMerkleTree {
    private static final int DIGEST_BYTES = 32;
    private static final int HEX_BYTES = 2 * DIGEST_BYTES;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest sha256;
    private final byte[] digest = new byte[DIGEST_BYTES];
    private final byte[] pair = new byte[1 + 2 * HEX_BYTES];
    /** The node of each level that waits for its neighbour. */
    private final List<byte[]> waiting = new ArrayList<>();

    private byte[] carried = new byte[HEX_BYTES];
    private long leaves;

    public GrowingMerkleTree() {
        pair[0] = 1;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256; this one does not", e);
        }
    }

    /** Adds a leaf: the bytes of a text in UTF-8. */
    public void add(byte[] bytes, int offset, int length) {
        sha256.update((byte) 0);
        sha256.update(bytes, offset, length);
        finishInto(carried);
        int level = 0;
        for (long below = leaves; (below & 1) == 1; below >>>= 1) {
            join(waiting.get(level), carried);
            level++;
        }
        if (level == waiting.size()) {
            waiting.add(new byte[HEX_BYTES]);
        }
        byte[] free = waiting.set(level, carried);
        carried = free;
        leaves++;
    }

    /** Returns the root over all leaves so far, SHA-256 in hex. */
    public String root() {
        if (leaves == 0) {
            return Sha256.hex("");
        }
        int level = Long.numberOfTrailingZeros(leaves);
        byte[] node = waiting.get(level).clone();
        for (int above = level + 1; above < waiting.size(); above++) {
            if ((leaves >>> above & 1) == 1) {
                join(waiting.get(above), node);
            }
        }
        return new String(node, StandardCharsets.US_ASCII);
    }

    /** Hashes two nodes into the second one's place. */
    private void join(byte[] left, byte[] right) {
        System.arraycopy(left, 0, pair, 1, HEX_BYTES);
        System.arraycopy(right, 0, pair, 1 + HEX_BYTES, HEX_BYTES);
        sha256.update(pair);
        finishInto(right);
    }

    private void finishInto(byte[] hex) {
        try {
            sha256.digest(digest, 0, DIGEST_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
        for (int i = 0; i < DIGEST_BYTES; i++) {
            hex[2 * i] = HEX[digest[i] >> 4 & 15];
            hex[2 * i + 1] = HEX[digest[i] & 15];
        }
    }
}
