package io.xisuan.operator.metering.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Shows that a record is one of those that an hour's seal stands for, without the journal: the record, the hashes beside its path to the
 * hour's root (RFC 6962, 2.1.1), and the seal.
 *
 * @param previous the hash of the record before it in hex
 * @param path in hex, from the leaf up
 */
public record InclusionProof(JournalRecord record, String previous, List<String> path, HourSeal seal) {
    private static final HexFormat HEX = HexFormat.of();

    public InclusionProof {
        path = List.copyOf(path);
    }

    /** The records of one sealed hour, by their hashes, and the hash of the record before the first. */
    record Hour(HourSeal seal, List<byte[]> hashes, String before) {}

    /** Returns the proof of a record of the hour. */
    static InclusionProof of(JournalRecord record, Hour hour) {
        int index = Math.toIntExact(record.seq() - hour.seal().firstSeq());
        String previous =
                index == 0 ? hour.before() : HEX.formatHex(hour.hashes().get(index - 1));
        return new InclusionProof(record, previous, path(hour, index), hour.seal());
    }

    private static List<String> path(Hour hour, int index) {
        MessageDigest digest = RecordHash.digest(hour.seal().digest());
        List<byte[]> level = new ArrayList<>();
        hour.hashes().forEach(hash -> level.add(MerkleTree.leaf(digest, hash)));
        List<byte[]> current = level;
        List<String> path = new ArrayList<>();
        for (int at = index; current.size() > 1; at /= 2) {
            int beside = at ^ 1;
            if (beside < current.size()) {
                path.add(HEX.formatHex(current.get(beside)));
            }
            current = above(digest, current);
        }
        return path;
    }

    private static List<byte[]> above(MessageDigest digest, List<byte[]> level) {
        List<byte[]> above = new ArrayList<>((level.size() + 1) / 2);
        for (int i = 0; i + 1 < level.size(); i += 2) {
            above.add(MerkleTree.node(digest, level.get(i), level.get(i + 1)));
        }
        if (level.size() % 2 == 1) {
            above.add(level.get(level.size() - 1));
        }
        return above;
    }

    /** Returns what is wrong with the proof, nothing when it holds for the owner of the key. */
    public Optional<String> breach(PublicKey key) {
        long seq = record.seq();
        if (seq < seal.firstSeq() || seq > seal.lastSeq()) {
            return Optional.of("record %d is none of the hour %s, %d to %d"
                    .formatted(seq, seal.hour(), seal.firstSeq(), seal.lastSeq()));
        }
        try {
            if (!RecordHash.chained(previous, seq, record.format(), record.body())
                    .equals(record.hash())) {
                return Optional.of("the hash of record %d does not match its content".formatted(seq));
            }
            if (!root().equals(seal.merkleRoot())) {
                return Optional.of(
                        "the path of record %d does not lead to the root of the hour %s".formatted(seq, seal.hour()));
            }
        } catch (IllegalArgumentException noHex) {
            return Optional.of("the proof of record %d holds no hashes".formatted(seq));
        }
        return SealSigner.matches(seal, key)
                ? Optional.empty()
                : Optional.of("the seal of the hour %s is not signed with the given key".formatted(seal.hour()));
    }

    /** Returns the root that the path leads to; the text of a root that cannot be is empty. */
    private String root() {
        MessageDigest digest = RecordHash.digest(seal.digest());
        byte[] node = MerkleTree.leaf(digest, HEX.parseHex(record.hash()));
        int used = 0;
        long at = record.seq() - seal.firstSeq();
        for (long size = seal.records(); size > 1; size = (size + 1) / 2) {
            long beside = at ^ 1;
            if (beside < size) {
                if (used == path.size()) {
                    return "";
                }
                byte[] other = HEX.parseHex(path.get(used++));
                node = beside < at ? MerkleTree.node(digest, other, node) : MerkleTree.node(digest, node, other);
            }
            at /= 2;
        }
        return used == path.size() ? HEX.formatHex(node) : "";
    }

    /** Returns the hash of the record's body, for people who compare it with a copy. */
    public String bodyHash() {
        return HEX.formatHex(
                RecordHash.digest(SealSigner.DIGEST).digest(record.body().getBytes(StandardCharsets.UTF_8)));
    }
}
