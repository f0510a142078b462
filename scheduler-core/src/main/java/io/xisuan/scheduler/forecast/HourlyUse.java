package io.xisuan.scheduler.forecast;

import io.xisuan.scheduler.series.StepSeries;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * The most devices in use within each whole hour of a history, by the hours of the site's zone. The most and not the mean,
 * because devices that are kept must last the owner through the hour.
 *
 * @param firstHour hours since the epoch as the site's clocks show it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the package
record HourlyUse(long firstHour, ZoneOffset zone, long[] peaks) {
    static final long HOUR_MILLIS = 3_600_000L;
    static final int DAY = 24;
    static final int WEEK = 7 * DAY;

    /** Returns the whole hours of a history; an hour that began before it or ends after it is left out. */
    static HourlyUse of(StepSeries history, ZoneOffset zone) {
        long shift = zone.getTotalSeconds() * 1000L;
        long first = Math.ceilDiv(history.startMillis() + shift, HOUR_MILLIS);
        long end = Math.floorDiv(history.endMillis() + shift, HOUR_MILLIS);
        if (end <= first) {
            throw new IllegalArgumentException("A history of less than a whole hour says nothing: " + history);
        }
        long[] peaks = new long[Math.toIntExact(end - first)];
        for (int hour = 0; hour < peaks.length; hour++) {
            long from = (first + hour) * HOUR_MILLIS - shift;
            peaks[hour] = history.peak(from, from + HOUR_MILLIS);
        }
        return new HourlyUse(first, zone, peaks);
    }

    int hours() {
        return peaks.length;
    }

    /** Returns the hours before one of them: what was known when it began. */
    HourlyUse until(int hour) {
        return new HourlyUse(firstHour, zone, Arrays.copyOf(peaks, hour));
    }

    /** Returns the place of the hour of an instant, counted from the first; may lie outside. */
    long place(long millis) {
        return Math.floorDiv(millis + zone.getTotalSeconds() * 1000L, HOUR_MILLIS) - firstHour;
    }

    /** Returns when the hour at a place begins. */
    long startMillis(long place) {
        return (firstHour + place) * HOUR_MILLIS - zone.getTotalSeconds() * 1000L;
    }
}
