package io.xisuan.operator.metering.journal;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The tree of RFC 6962 over hashes, growing at its right end: leaves and nodes are told apart by a byte before what is hashed. It keeps
 * the roots of its full subtrees and no leaf.
 */
public final class MerkleTree {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest digest;
    private final List<byte[]> full = new ArrayList<>();
    private long leaves;

    /** @param digest the name of the hash, as {@code SHA-256} */
    public MerkleTree(String digest) {
        this.digest = RecordHash.digest(digest);
    }

    public long leaves() {
        return leaves;
    }

    /** Adds one hash as the next leaf. */
    public void add(byte[] hash) {
        digest.update(LEAF);
        byte[] node = digest.digest(hash);
        for (long left = leaves; (left & 1) == 1; left >>= 1) {
            node = node(full.remove(full.size() - 1), node);
        }
        full.add(node);
        leaves++;
    }

    /** Returns the root over all leaves so far in hex; that of no leaves is the hash of nothing. */
    public String root() {
        if (full.isEmpty()) {
            return HexFormat.of().formatHex(digest.digest());
        }
        byte[] root = full.get(full.size() - 1);
        for (int i = full.size() - 2; i >= 0; i--) {
            root = node(full.get(i), root);
        }
        return HexFormat.of().formatHex(root);
    }

    private byte[] node(byte[] left, byte[] right) {
        return node(digest, left, right);
    }

    static byte[] leaf(MessageDigest digest, byte[] hash) {
        digest.update(LEAF);
        return digest.digest(hash);
    }

    static byte[] node(MessageDigest digest, byte[] left, byte[] right) {
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }
}
