package io.xisuan.operator.metering.journal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** One line of a segment taken apart in place: number, format, hash and body, separated by tabs. */
final class RecordLine {
    private static final int HASH_DIGITS = 2 * ChainHash.BYTES;
    private static final int MOST_DIGITS = 18;

    private byte[] bytes = new byte[0];
    private final byte[] hash = new byte[ChainHash.BYTES];
    private long seq;
    private char format;
    private int bodyFrom;
    private int bodyTo;

    /**
     * Takes a line apart.
     *
     * @throws IllegalArgumentException when it is no record
     */
    void parse(byte[] in, int from, int to) {
        bytes = in;
        int at = number(from, to);
        if (to - at < HASH_DIGITS + 4 || in[at] != '\t' || in[at + 2] != '\t' || in[at + 3 + HASH_DIGITS] != '\t') {
            throw new IllegalArgumentException("a line is no record: number, format, hash, body");
        }
        format = (char) in[at + 1];
        for (int i = 0; i < ChainHash.BYTES; i++) {
            int high = digit(in[at + 3 + 2 * i]);
            int low = digit(in[at + 4 + 2 * i]);
            hash[i] = (byte) (high << 4 | low);
        }
        bodyFrom = at + 4 + HASH_DIGITS;
        bodyTo = to;
    }

    private int number(int from, int to) {
        long value = 0;
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9' && at - from < MOST_DIGITS) {
            value = value * 10 + (bytes[at] - '0');
            at++;
        }
        if (at == from || bytes[from] == '0') {
            throw new IllegalArgumentException("a line is no record: number, format, hash, body");
        }
        seq = value;
        return at;
    }

    private static int digit(byte hex) {
        if (hex >= '0' && hex <= '9') {
            return hex - '0';
        }
        if (hex >= 'a' && hex <= 'f') {
            return hex - 'a' + 10;
        }
        throw new IllegalArgumentException("a hash is no hex number of small digits");
    }

    long seq() {
        return seq;
    }

    char format() {
        return format;
    }

    /** Returns the hash as the line gives it; it changes with the next line. */
    byte[] hash() {
        return hash;
    }

    byte[] bytes() {
        return bytes;
    }

    int bodyFrom() {
        return bodyFrom;
    }

    int bodyTo() {
        return bodyTo;
    }

    /**
     * Returns the body.
     *
     * @throws IllegalArgumentException when it is no UTF-8
     */
    String body() {
        for (int i = bodyFrom; i < bodyTo; i++) {
            if (bytes[i] < 0) {
                return strict();
            }
        }
        return new String(bytes, bodyFrom, bodyTo - bodyFrom, StandardCharsets.ISO_8859_1);
    }

    private String strict() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, bodyFrom, bodyTo - bodyFrom))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the line is no UTF-8", e);
        }
    }
}
