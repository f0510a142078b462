package io.xisuan.operator.metering.evidence.columns;

import java.util.Arrays;

/** One whole number for each slot of a page, kept as narrow as its values allow: nothing at all while all are the same. */
public final class SlotColumn {
    private static final short[] NO_SHORTS = {};
    private static final int[] NO_INTS = {};
    private static final long[] NO_LONGS = {};

    private final int slots;
    private final long fill;
    private short[] shorts = NO_SHORTS;
    private int[] ints = NO_INTS;
    private long[] longs = NO_LONGS;

    /** Starts with the same value everywhere. */
    public SlotColumn(int slots, long fill) {
        this.slots = slots;
        this.fill = fill;
    }

    public long get(int slot) {
        if (shorts.length > 0) {
            return shorts[slot];
        }
        if (ints.length > 0) {
            return ints[slot];
        }
        return longs.length > 0 ? longs[slot] : fill;
    }

    public void set(int slot, long value) {
        if (value == get(slot)) {
            return;
        }
        widen(value);
        if (shorts.length > 0) {
            shorts[slot] = (short) value;
        } else if (ints.length > 0) {
            ints[slot] = (int) value;
        } else {
            longs[slot] = value;
        }
    }

    private void widen(long value) {
        boolean fitsShort = value == (short) value && fill == (short) fill;
        boolean fitsInt = value == (int) value && fill == (int) fill;
        if (longs.length > 0 || (ints.length > 0 && fitsInt) || (shorts.length > 0 && fitsShort)) {
            return;
        }
        boolean started = ints.length > 0 || shorts.length > 0;
        if (!started && fitsShort) {
            shorts = new short[slots];
            Arrays.fill(shorts, (short) fill);
        } else if (ints.length == 0 && fitsInt) {
            int[] wider = new int[slots];
            for (int i = 0; i < slots; i++) {
                wider[i] = (int) get(i);
            }
            ints = wider;
            shorts = NO_SHORTS;
        } else {
            long[] widest = new long[slots];
            for (int i = 0; i < slots; i++) {
                widest[i] = get(i);
            }
            longs = widest;
            ints = NO_INTS;
            shorts = NO_SHORTS;
        }
    }

    /** Appends the column to bytes. */
    public void write(ByteWriter out) {
        long[] values = new long[slots];
        for (int i = 0; i < slots; i++) {
            values[i] = get(i);
        }
        ColumnCodec.write(out, values, slots);
    }

    /** Reads a column that {@link #write} wrote. */
    public static SlotColumn read(ByteReader in, int slots, long fill) {
        long[] values = new long[slots];
        ColumnCodec.read(in, values, slots);
        SlotColumn column = new SlotColumn(slots, fill);
        for (int i = 0; i < slots; i++) {
            column.set(i, values[i]);
        }
        return column;
    }
}
