package io.xisuan.operator.metering.evidence;

import io.xisuan.operator.metering.evidence.columns.ByteReader;
import io.xisuan.operator.metering.evidence.columns.ByteWriter;
import io.xisuan.operator.metering.evidence.columns.ColumnCodec;
import java.util.Arrays;

/**
 * One device's hour: its use by minute, and what was counted over its slots. When the minutes are dropped to save room, the
 * counts stay: sum, coverage, highest, energy and gaps of the hour are the same before and after.
 *
 * <p>It is used again for the next hour, since a month of a large site has millions of them.
 */
public final class HourUse {
    /** Minutes of an hour. */
    public static final int MINUTES = 60;

    private static final int WITH_MINUTES = 1;
    private static final int WITH_COUNTS = 2;
    private static final int WITH_ENERGY = 4;

    /** By minute: the mean of the slots seen, per mille, or the code of a gap as a negative number. */
    final long[] use = new long[MINUTES];

    /** How many slots of the hour are gaps of each cause, by the cause's code. */
    final int[] gaps = new int[GapCause.HIGHEST_CODE + 1];

    boolean minutes;
    int expected;
    int seen;
    int highest;
    int degraded;
    long sum;
    /** What the counter gained, mJ, or -1 where that is not known. */
    long energy;

    /** Starts a new hour. */
    void clear(int slots) {
        Arrays.fill(gaps, 0);
        minutes = true;
        expected = slots;
        seen = 0;
        highest = 0;
        degraded = 0;
        sum = 0;
        energy = -1;
    }

    /** Counts one slot of the hour: a value, or a gap's code as a negative number. */
    void slot(long value, boolean fromDegraded) {
        if (value < 0) {
            gaps[(int) -value]++;
            return;
        }
        seen++;
        sum += value;
        highest = (int) Math.max(highest, value);
        degraded += fromDegraded ? 1 : 0;
    }

    /** Sets an hour of one slot a minute. */
    public void set(long[] byMinute, long energyGained) {
        clear(MINUTES);
        System.arraycopy(byMinute, 0, use, 0, MINUTES);
        energy = energyGained;
        count();
    }

    /** Appends the hour; without its minutes when they are not to be kept. */
    public void write(ByteWriter out, boolean keepMinutes) {
        boolean counts = !keepMinutes || !minutes || expected != MINUTES || degraded > 0;
        boolean kept = keepMinutes && minutes;
        out.octet((kept ? WITH_MINUTES : 0) | (counts ? WITH_COUNTS : 0) | (energy >= 0 ? WITH_ENERGY : 0));
        if (kept) {
            ColumnCodec.write(out, use, MINUTES);
        }
        if (counts) {
            out.number(expected);
            out.number(seen);
            out.number(sum);
            out.number(highest);
            out.number(degraded);
            for (int code = 1; code < gaps.length; code++) {
                if (gaps[code] > 0) {
                    out.number(code);
                    out.number(gaps[code]);
                }
            }
            out.number(0);
        }
        if (energy >= 0) {
            out.number(energy);
        }
    }

    /** Reads an hour that {@link #write} wrote. */
    public void read(ByteReader in) {
        int form = in.octet();
        clear(MINUTES);
        minutes = (form & WITH_MINUTES) != 0;
        if (minutes) {
            ColumnCodec.read(in, use, MINUTES);
        }
        if ((form & WITH_COUNTS) != 0) {
            readCounts(in);
        } else {
            count();
        }
        energy = (form & WITH_ENERGY) != 0 ? in.number() : -1;
    }

    /** Counts an hour of one slot a minute from its minutes. */
    private void count() {
        long all = 0;
        long most = 0;
        int values = 0;
        for (long value : use) {
            if (value >= 0) {
                values++;
                all += value;
                most = Math.max(most, value);
            } else {
                gaps[(int) -value]++;
            }
        }
        seen = values;
        sum = all;
        highest = (int) most;
    }

    private void readCounts(ByteReader in) {
        expected = Math.toIntExact(in.number());
        seen = Math.toIntExact(in.number());
        sum = in.number();
        highest = Math.toIntExact(in.number());
        degraded = Math.toIntExact(in.number());
        for (long code = in.number(); code != 0; code = in.number()) {
            gaps[Math.toIntExact(code)] = Math.toIntExact(in.number());
        }
    }
}
