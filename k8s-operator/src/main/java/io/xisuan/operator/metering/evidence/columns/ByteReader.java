package io.xisuan.operator.metering.evidence.columns;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} wrote. Whoever uses it has checked the bytes against their checksum. */
public final class ByteReader {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int at;

    public ByteReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    public boolean more() {
        return at < end;
    }

    public int position() {
        return at;
    }

    public int octet() {
        need(1);
        return bytes[at++] & 0xff;
    }

    public long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int octet = octet();
            value |= (octet & 0x7fL) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("A number has more than ten bytes at %d".formatted(at));
    }

    public long signed() {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    public byte[] raw(int length) {
        need(length);
        byte[] copy = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return copy;
    }

    public void skip(long length) {
        need(length);
        at += (int) length;
    }

    public String text() {
        return new String(raw(Math.toIntExact(number())), StandardCharsets.UTF_8);
    }

    /** Reads packed numbers of {@code width} bits each, the lowest bits first, times {@code scale} plus {@code base}. */
    void packed(long[] into, int count, int width, long base, long scale) {
        int length = (int) (((long) count * width + 7) / 8);
        need(length);
        long mask = (1L << width) - 1;
        for (int i = 0; i < count; i++) {
            long bit = (long) i * width;
            int place = at + (int) (bit >>> 3);
            long word = place + Long.BYTES <= bytes.length ? (long) WORDS.get(bytes, place) : tail(place);
            into[i] = base + ((word >>> (bit & 7)) & mask) * scale;
        }
        at += length;
    }

    private long tail(int place) {
        long word = 0;
        for (int i = bytes.length - 1; i >= place; i--) {
            word = (word << 8) | (bytes[i] & 0xff);
        }
        return word;
    }

    private void need(long length) {
        if (length < 0 || length > end - at) {
            throw new IllegalArgumentException("The bytes end within a value, at %d of %d".formatted(at, end));
        }
    }
}
