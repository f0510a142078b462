package io.xisuan.operator.metering.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
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

    /**
     * Returns the root of a Merkle tree as RFC 6962 builds it (leaves and nodes are told apart), over hashes in hex. The root
     * of no leaves is the hash of nothing.
     */
    static String merkleRoot(List<String> leaves) {
        if (leaves.isEmpty()) {
            return HEX.formatHex(sha256().digest());
        }
        List<byte[]> level = new ArrayList<>();
        leaves.forEach(leaf -> level.add(node((byte) 0, HEX.parseHex(leaf), new byte[0])));
        List<byte[]> current = level;
        while (current.size() > 1) {
            List<byte[]> above = new ArrayList<>((current.size() + 1) / 2);
            for (int i = 0; i + 1 < current.size(); i += 2) {
                above.add(node((byte) 1, current.get(i), current.get(i + 1)));
            }
            if (current.size() % 2 == 1) {
                above.add(current.get(current.size() - 1));
            }
            current = above;
        }
        return HEX.formatHex(current.get(0));
    }

    private static byte[] node(byte prefix, byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update(prefix);
        digest.update(left);
        digest.update(right);
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
