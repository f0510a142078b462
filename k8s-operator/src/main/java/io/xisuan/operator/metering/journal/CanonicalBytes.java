package io.xisuan.operator.metering.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that grow, and the canonical JSON that is written into them without anything between: text is escaped as Jackson does it. */
final class CanonicalBytes {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SMALL_HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_DIGITS = 20;
    private static final int MOST_BYTES_A_CHAR = 6;
    private static final int BLANK = 0x20;
    private static final int ASCII_END = 0x80;
    private static final int TWO_BYTES_END = 0x800;
    private static final byte[] SHORT_ESCAPES = shortEscapes();

    private byte[] bytes;
    private int length;

    CanonicalBytes(int capacity) {
        this.bytes = new byte[capacity];
    }

    private static byte[] shortEscapes() {
        byte[] escapes = new byte[ASCII_END];
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        escapes['\b'] = 'b';
        escapes['\t'] = 't';
        escapes['\n'] = 'n';
        escapes['\f'] = 'f';
        escapes['\r'] = 'r';
        return escapes;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void raw(byte[] ascii) {
        room(ascii.length);
        System.arraycopy(ascii, 0, bytes, length, ascii.length);
        length += ascii.length;
    }

    void raw(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
    }

    /** Leaves a gap of this many bytes and returns where it begins. */
    int gap(int size) {
        room(size);
        int at = length;
        length += size;
        return at;
    }

    /** Writes the hash in small hex digits at a place that was left free. */
    void hexAt(int at, byte[] hash) {
        int to = at;
        for (byte one : hash) {
            bytes[to++] = SMALL_HEX[(one >> 4) & 0xF];
            bytes[to++] = SMALL_HEX[one & 0xF];
        }
    }

    void number(long value) {
        room(MOST_DIGITS);
        if (value < 0) {
            raw(String.valueOf(value).getBytes(StandardCharsets.US_ASCII));
            return;
        }
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    /** Writes a text in quotes. */
    void text(String value) {
        int chars = value.length();
        room(chars * MOST_BYTES_A_CHAR + 2);
        byte[] to = bytes;
        int at = length;
        to[at++] = '"';
        for (int i = 0; i < chars; i++) {
            char one = value.charAt(i);
            if (one >= BLANK && one < ASCII_END && one != '"' && one != '\\') {
                to[at++] = (byte) one;
            } else if (one < ASCII_END) {
                at = escaped(one, at);
            } else {
                at = wide(value, i, at);
                i += Character.isHighSurrogate(one) && paired(value, i) ? 1 : 0;
            }
        }
        to[at++] = '"';
        length = at;
    }

    private int escaped(char one, int from) {
        int at = from;
        bytes[at++] = '\\';
        if (SHORT_ESCAPES[one] != 0) {
            bytes[at++] = SHORT_ESCAPES[one];
            return at;
        }
        bytes[at++] = 'u';
        bytes[at++] = '0';
        bytes[at++] = '0';
        bytes[at++] = HEX[one >> 4];
        bytes[at++] = HEX[one & 0xF];
        return at;
    }

    /** Writes a character beyond ASCII in UTF-8; half a surrogate pair is a question mark, as in every Java program. */
    private int wide(String value, int index, int from) {
        char one = value.charAt(index);
        int at = from;
        if (one < TWO_BYTES_END) {
            bytes[at++] = (byte) (0xC0 | (one >> 6));
        } else if (!Character.isSurrogate(one)) {
            bytes[at++] = (byte) (0xE0 | (one >> 12));
            bytes[at++] = (byte) (ASCII_END | ((one >> 6) & 0x3F));
        } else if (Character.isHighSurrogate(one) && paired(value, index)) {
            int point = Character.toCodePoint(one, value.charAt(index + 1));
            bytes[at++] = (byte) (0xF0 | (point >> 18));
            bytes[at++] = (byte) (ASCII_END | ((point >> 12) & 0x3F));
            bytes[at++] = (byte) (ASCII_END | ((point >> 6) & 0x3F));
            bytes[at++] = (byte) (ASCII_END | (point & 0x3F));
            return at;
        } else {
            bytes[at++] = '?';
            return at;
        }
        bytes[at++] = (byte) (ASCII_END | (one & 0x3F));
        return at;
    }

    private static boolean paired(String value, int index) {
        return index + 1 < value.length() && Character.isLowSurrogate(value.charAt(index + 1));
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
