package io.xisuan.operator.metering.exposition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of a text at a time: where a line or a quoted text ends, and what bytes hash to.
 *
 * <p>The marks come from arithmetic on the whole word; a mark above the lowest may be wrong, so only the lowest is used
 * (Warren, Hacker's Delight, 6-1). The hash is no defence against texts made to collide; {@link ProbeBudget} is.
 */
final class Words {
    static final int SIZE = 8;
    static final long HIGH_BITS = 0x8080808080808080L;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long BLANKS = ONES * ' ';
    private static final long FEEDS = ONES * '\n';
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private Words() {}

    static long at(byte[] data, int at) {
        return (long) LONGS.get(data, at);
    }

    /** Marks the bytes that are a quote, a backslash or a control character. */
    static long quotedEnds(long word) {
        long quote = word ^ QUOTES;
        long backslash = word ^ BACKSLASHES;
        return (((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | ((word - BLANKS) & ~word)) & HIGH_BITS;
    }

    /** Returns whether the bytes are ASCII without a backslash. */
    static boolean plain(byte[] data, int from, int to) {
        long odd = 0;
        int at = from;
        for (; at + SIZE <= to; at += SIZE) {
            long word = at(data, at);
            long backslash = word ^ BACKSLASHES;
            odd |= (((backslash - ONES) & ~backslash) | word) & HIGH_BITS;
        }
        for (; at < to; at++) {
            odd |= data[at] < 0 || data[at] == '\\' ? 1 : 0;
        }
        return odd == 0;
    }

    /** Returns the place in the word of the lowest mark. */
    static int lowest(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }

    /** Returns the first {@code count} bytes of a word, of at most seven. */
    static long first(long word, int count) {
        return word & ((1L << (count << 3)) - 1);
    }

    /** Returns the place of the first line feed, or {@code to} when there is none. */
    static int lineFeed(byte[] data, int from, int to) {
        int at = from;
        for (; at + SIZE <= to; at += SIZE) {
            long feed = at(data, at) ^ FEEDS;
            long marks = (feed - ONES) & ~feed & HIGH_BITS;
            if (marks != 0) {
                return at + lowest(marks);
            }
        }
        while (at < to && data[at] != '\n') {
            at++;
        }
        return at;
    }

    static long mix(long hash, long word) {
        long mixed = (hash ^ word) * SPREAD;
        return mixed ^ (mixed >>> 32);
    }

    /** Returns the hash of some bytes; the words whole, then the rest, then the length. */
    static long hash(byte[] data, int from, int to) {
        long hash = 0;
        int at = from;
        for (; at + SIZE <= to; at += SIZE) {
            hash = mix(hash, at(data, at));
        }
        return mix(mix(hash, rest(data, at, to)), to - from);
    }

    /** Returns fewer than eight bytes as a word. */
    static long rest(byte[] data, int from, int to) {
        if (from + SIZE <= data.length) {
            return first(at(data, from), to - from);
        }
        long word = 0;
        for (int i = to - 1; i >= from; i--) {
            word = (word << 8) | (data[i] & 0xff);
        }
        return word;
    }
}
