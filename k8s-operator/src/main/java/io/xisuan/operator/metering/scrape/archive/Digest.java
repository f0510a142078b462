package io.xisuan.operator.metering.scrape.archive;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 as four numbers: millions of them fit in memory. */
record Digest(long a, long b, long c, long d) implements Comparable<Digest> {
    private static final int BYTES = 32;

    static Digest ofText(byte[] text) {
        try {
            return of(MessageDigest.getInstance("SHA-256").digest(text), 0);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    static Digest of(byte[] bytes, int from) {
        ByteBuffer read = ByteBuffer.wrap(bytes, from, BYTES);
        return new Digest(read.getLong(), read.getLong(), read.getLong(), read.getLong());
    }

    /** Reads it from hexadecimal digits. */
    static Digest parse(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("\"%s\" is no SHA-256".formatted(hex));
        }
        return of(bytes, 0);
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(a)
                .putLong(b)
                .putLong(c)
                .putLong(d)
                .array();
    }

    @Override
    public int compareTo(Digest other) {
        int first = Long.compare(a, other.a);
        int second = first != 0 ? first : Long.compare(b, other.b);
        int third = second != 0 ? second : Long.compare(c, other.c);
        return third != 0 ? third : Long.compare(d, other.d);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }
}
