package io.xisuan.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A half-open span of time [start, end) in UTC milliseconds since 1970; the end is never before the start.
 *
 * <p>The start belongs to it, the end does not, so that neighbours share no millisecond and leave none out.
 */
public record Interval(long startMillis, long endMillis) implements Comparable<Interval> {
    /** The last instant with a four-digit year; later ones are mistakes. */
    private static final long LATEST_MILLIS =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    public Interval {
        if (startMillis < 0 || endMillis > LATEST_MILLIS) {
            throw new IllegalArgumentException(
                    "Times lie between 1970 and 9999, not [%d, %d) ms".formatted(startMillis, endMillis));
        }
        if (endMillis < startMillis) {
            throw new IllegalArgumentException(
                    "An interval does not end before it starts: [%s, %s)".formatted(at(startMillis), at(endMillis)));
        }
    }

    public static Interval between(Instant start, Instant end) {
        return new Interval(start.toEpochMilli(), end.toEpochMilli());
    }

    public long lengthMillis() {
        return endMillis - startMillis;
    }

    public boolean isEmpty() {
        return startMillis == endMillis;
    }

    public boolean contains(long instantMillis) {
        return startMillis <= instantMillis && instantMillis < endMillis;
    }

    public boolean encloses(Interval other) {
        return startMillis <= other.startMillis && other.endMillis <= endMillis;
    }

    public boolean overlaps(Interval other) {
        return startMillis < other.endMillis && other.startMillis < endMillis;
    }

    /** Returns the common part, or empty when the two share no millisecond. */
    public Optional<Interval> intersection(Interval other) {
        long start = Math.max(startMillis, other.startMillis);
        long end = Math.min(endMillis, other.endMillis);
        return start < end ? Optional.of(new Interval(start, end)) : Optional.empty();
    }

    @Override
    public int compareTo(Interval other) {
        int byStart = Long.compare(startMillis, other.startMillis);
        return byStart != 0 ? byStart : Long.compare(endMillis, other.endMillis);
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public String toString() {
        return "[" + at(startMillis) + ", " + at(endMillis) + ")";
    }
}
