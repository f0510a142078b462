package io.xisuan.operator.metering.journal;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The end of the chain as bytes, moving on by one record at a time: for millions of records without a text for each. */
final class ChainHash {
    static final int BYTES = 32;
    private static final int LONG_BYTES = 8;

    private final MessageDigest digest = RecordHash.digest(SealSigner.DIGEST);

    /** The hash before, the number and the format: what is hashed before the body. */
    private final byte[] frame = new byte[BYTES + LONG_BYTES + 1];

    private final byte[] hash;
    private long seq;

    ChainHash(JournalHead head) {
        this.seq = head.seq();
        this.hash = HexFormat.of().parseHex(head.hash());
    }

    long seq() {
        return seq;
    }

    /** Returns the hash of the last record; it changes with the next one. */
    byte[] hash() {
        return hash;
    }

    JournalHead head() {
        return new JournalHead(seq, HexFormat.of().formatHex(hash));
    }

    /** Goes on to the next record, whose body lies in these bytes. */
    void next(char format, byte[] bytes, int from, int to) {
        seq++;
        System.arraycopy(hash, 0, frame, 0, BYTES);
        for (int i = 0; i < LONG_BYTES; i++) {
            frame[BYTES + i] = (byte) (seq >>> (Long.SIZE - Byte.SIZE * (i + 1)));
        }
        frame[frame.length - 1] = (byte) format;
        digest.update(frame);
        digest.update(bytes, from, to - from);
        try {
            digest.digest(hash, 0, BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("A SHA-256 has 32 bytes", e);
        }
    }
}
