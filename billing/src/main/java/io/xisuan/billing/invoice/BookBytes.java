package io.xisuan.billing.invoice;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of CSV while they are written: text and numbers without an object for any of them. */
final class BookBytes {
    private static final int LONGEST_NUMBER = 20;

    private static final byte[] TENS = new byte[100];
    private static final byte[] ONES = new byte[100];

    static {
        for (int pair = 0; pair < 100; pair++) {
            TENS[pair] = (byte) ('0' + pair / 10);
            ONES[pair] = (byte) ('0' + pair % 10);
        }
    }

    private byte[] bytes;
    private int length;

    BookBytes(int capacity) {
        bytes = new byte[capacity];
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

    /** Adds a field, in quotes where it needs them. */
    BookBytes field(String text) {
        reserve(text.length());
        int start = length;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c < ' ' || c > '~') {
                length = start;
                return special(text);
            }
            bytes[length++] = (byte) c;
        }
        return this;
    }

    private BookBytes special(String text) {
        if (text.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(
                    "The line book has no place for the control characters of \"%s\"".formatted(text));
        }
        boolean quotes = text.indexOf(',') >= 0 || text.indexOf('"') >= 0;
        byte[] encoded = (quotes ? "\"" + text.replace("\"", "\"\"") + "\"" : text).getBytes(StandardCharsets.UTF_8);
        return raw(encoded, encoded.length);
    }

    private static int digits(long value) {
        int digits = 1;
        for (long least = 10; digits < LONGEST_NUMBER - 1 && value >= least; least *= 10) {
            digits++;
        }
        return digits;
    }

    /** Adds a number that is not negative. */
    BookBytes number(long value) {
        reserve(LONGEST_NUMBER);
        int digits = digits(value);
        int at = length + digits;
        length = at;
        long rest = value;
        while (rest >= 100) {
            int pair = (int) (rest % 100);
            rest /= 100;
            bytes[--at] = ONES[pair];
            bytes[--at] = TENS[pair];
        }
        bytes[--at] = ONES[(int) rest];
        if (rest >= 10) {
            bytes[--at] = TENS[(int) rest];
        }
        return this;
    }

    BookBytes comma() {
        reserve(1);
        bytes[length++] = ',';
        return this;
    }

    BookBytes lineEnd() {
        reserve(1);
        bytes[length++] = '\n';
        return this;
    }

    BookBytes raw(BookBytes other) {
        return raw(other.bytes, other.length);
    }

    BookBytes raw(byte[] other, int count) {
        reserve(count);
        System.arraycopy(other, 0, bytes, length, count);
        length += count;
        return this;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
