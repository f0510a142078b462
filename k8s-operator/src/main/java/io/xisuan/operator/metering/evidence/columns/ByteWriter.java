package io.xisuan.operator.metering.evidence.columns;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow, with whole numbers of variable length (seven bits a byte, the lowest first). */
public final class ByteWriter {
    private byte[] bytes = new byte[256];
    private int size;

    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    /** Returns a copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Returns the bytes themselves, of which the first {@link #size} count. */
    public byte[] buffer() {
        return bytes;
    }

    public void octet(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /** Writes a number that is mostly small and not negative. */
    public void number(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Writes a number of either sign that is mostly near zero. */
    public void signed(long value) {
        number((value << 1) ^ (value >> 63));
    }

    public void raw(byte[] from, int offset, int length) {
        room(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    public void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        raw(utf8, 0, utf8.length);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
