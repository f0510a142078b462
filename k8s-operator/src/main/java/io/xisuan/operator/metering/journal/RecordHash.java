package io.xisuan.operator.metering.journal;

import io.xisuan.model.InputException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The hashes of the journal: the chain over records and the Merkle tree over a segment. */
final class RecordHash {
    private static final HexFormat HEX = HexFormat.of();

    private RecordHash() {}

    static String chained(String previousHash, long seq, char format, String body) {
        MessageDigest digest = sha256();
        digest.update(HEX.parseHex(previousHash));
        digest.update(ByteBuffer.allocate(9).putLong(seq).put((byte) format).array());
        digest.update(body.getBytes(StandardCharsets.UTF_8));
        return HEX.formatHex(digest.digest());
    }

    /** Returns the root of the tree of RFC 6962 over hashes in hex. */
    static String merkleRoot(List<String> leaves) {
        MerkleTree tree = new MerkleTree(SealSigner.DIGEST);
        leaves.forEach(leaf -> tree.add(HEX.parseHex(leaf)));
        return tree.root();
    }

    private static MessageDigest sha256() {
        return digest(SealSigner.DIGEST);
    }

    /**
     * Returns the hash of this name: SHA-256 is always there, SM3 where a provider of it is installed.
     *
     * @throws InputException when the runtime has none of this name
     */
    static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw InputException.of("No hash is called \"%s\" in this Java runtime".formatted(name));
        }
    }
}
