package io.xisuan.operator.metering.evidence.columns;

import java.util.Arrays;

/**
 * Writes a column of whole numbers as bytes in the shortest of four forms, and reads it back. The first byte tells the form.
 *
 * <p>A page of a device's utilisation in whole per cent takes 5 or 6 bits a slot, an idle or a constant one two bytes in all.
 */
public final class ColumnCodec {
    private static final int CONSTANT = 0;
    private static final int PACKED = 1;
    private static final int RUNS = 2;
    private static final int DELTAS = 3;

    /** The widest packed number, so that a long holds one beside the rest of a byte. */
    private static final int WIDEST = 56;

    private ColumnCodec() {}

    /** Appends the first {@code count} values. */
    public static void write(ByteWriter out, long[] values, int count) {
        int runs = runs(values, count);
        if (runs <= 1) {
            out.octet(CONSTANT);
            out.signed(count == 0 ? 0 : values[0]);
            return;
        }
        long[] deltas = new long[count - 1];
        for (int i = 1; i < count; i++) {
            deltas[i - 1] = values[i] - values[i - 1];
        }
        Frame plain = Frame.of(values, count);
        Frame delta = Frame.of(deltas, count - 1);
        long plainBits = plain.bits(count);
        long deltaBits = delta.bits(count - 1) + 40;
        long runBits = runs * 24L;
        boolean shortest = runBits <= plainBits && runBits <= deltaBits;
        if (shortest || Math.min(plain.width, delta.width) > WIDEST) {
            writeRuns(out, values, count, runs);
        } else if (plainBits <= deltaBits) {
            out.octet(PACKED);
            plain.write(out, values, count);
        } else {
            out.octet(DELTAS);
            out.signed(values[0]);
            delta.write(out, deltas, count - 1);
        }
    }

    private static int runs(long[] values, int count) {
        int runs = count == 0 ? 0 : 1;
        for (int i = 1; i < count; i++) {
            runs += values[i] == values[i - 1] ? 0 : 1;
        }
        return runs;
    }

    private static void writeRuns(ByteWriter out, long[] values, int count, int runs) {
        out.octet(RUNS);
        out.number(runs);
        int from = 0;
        long before = 0;
        while (from < count) {
            int to = from + 1;
            while (to < count && values[to] == values[from]) {
                to++;
            }
            out.number(to - from);
            out.signed(values[from] - before);
            before = values[from];
            from = to;
        }
    }

    /** Reads {@code count} values into the array's beginning. */
    public static void read(ByteReader in, long[] into, int count) {
        int form = in.octet();
        switch (form) {
            case CONSTANT -> Arrays.fill(into, 0, count, in.signed());
            case PACKED -> Frame.read(in, into, count);
            case RUNS -> readRuns(in, into, count);
            case DELTAS -> readDeltas(in, into, count);
            default -> throw new IllegalArgumentException("No column has the form %d".formatted(form));
        }
    }

    private static void readRuns(ByteReader in, long[] into, int count) {
        long runs = in.number();
        int at = 0;
        long value = 0;
        for (long run = 0; run < runs; run++) {
            long length = in.number();
            value += in.signed();
            if (length > count - at) {
                throw new IllegalArgumentException("The runs are longer than the column of %d".formatted(count));
            }
            Arrays.fill(into, at, at + (int) length, value);
            at += (int) length;
        }
        if (at != count) {
            throw new IllegalArgumentException("The runs end at %d of %d".formatted(at, count));
        }
    }

    private static void readDeltas(ByteReader in, long[] into, int count) {
        long value = in.signed();
        long[] deltas = new long[count - 1];
        Frame.read(in, deltas, count - 1);
        into[0] = value;
        for (int i = 1; i < count; i++) {
            value += deltas[i - 1];
            into[i] = value;
        }
    }

    /** Numbers as multiples above their least. */
    private record Frame(long base, long scale, int width) {
        static Frame of(long[] values, int count) {
            long least = values[0];
            long most = values[0];
            for (int i = 1; i < count; i++) {
                least = Math.min(least, values[i]);
                most = Math.max(most, values[i]);
            }
            if (most - least < 0) {
                return new Frame(least, 1, 64);
            }
            long scale = 0;
            for (int i = 0; i < count && scale != 1; i++) {
                scale = divisor(values[i] - least, scale);
            }
            long steps = scale == 0 ? 0 : (most - least) / scale;
            return new Frame(least, Math.max(1, scale), 64 - Long.numberOfLeadingZeros(steps));
        }

        private static long divisor(long one, long other) {
            return other == 0 ? one : divisor(other, one % other);
        }

        long bits(int count) {
            return 64 + (long) count * width;
        }

        void write(ByteWriter out, long[] values, int count) {
            out.signed(base);
            out.number(scale);
            out.octet(width);
            long bits = 0;
            int have = 0;
            for (int i = 0; i < count; i++) {
                bits |= ((values[i] - base) / scale) << have;
                have += width;
                while (have >= 8) {
                    out.octet((int) bits);
                    bits >>>= 8;
                    have -= 8;
                }
            }
            if (have > 0) {
                out.octet((int) bits);
            }
        }

        static void read(ByteReader in, long[] into, int count) {
            long base = in.signed();
            long scale = in.number();
            int width = in.octet();
            if (width > WIDEST) {
                throw new IllegalArgumentException("No packed number has %d bits".formatted(width));
            }
            in.packed(into, count, width, base, scale);
        }
    }
}
