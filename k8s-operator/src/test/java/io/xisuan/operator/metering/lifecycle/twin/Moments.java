package io.xisuan.operator.metering.lifecycle.twin;

import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Interval;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Times of one history, most of them close to times that it already has, so that things collide. */
final class Moments {
    private static final long MIDNIGHT = BillingPeriod.startOfDayMillis(LocalDate.of(2026, 10, 31));
    private static final List<Long> LENGTHS = List.of(40L, 150L, 150L, 600L, 3_600L, 20_000L, 200_000L);
    private static final List<Long> POLLS = List.of(1_000L, 10_000L, 15_000L, 15_000L, 15_300L, 40_000L);
    private static final List<Long> STEPS = List.of(0L, 0L, 1L, -1L, 2L, 5L, 30L, 59L, 60L, 61L, -60L, 90L);

    private final SplittableRandom random;
    private final long start;
    private final long seconds;
    /** How many in a hundred things go wrong in this history, on top of what it always has. */
    private final int disorder;

    private final List<Long> known = new ArrayList<>();

    /** Starts before, at or after a midnight that ends a month soon. */
    Moments(SplittableRandom random) {
        this.random = random;
        this.seconds = of(LENGTHS);
        this.disorder = of(List.of(0, 1, 2, 5, 10, 20));
        this.start = MIDNIGHT + 1_000 * random.nextLong(-seconds, 2);
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Returns whether something goes wrong: more often in some histories than in others. */
    boolean wrong() {
        return chance(disorder);
    }

    int count(int from, int to) {
        return random.nextInt(from, to + 1);
    }

    /** Returns a time on a whole second. */
    long any() {
        long time = !known.isEmpty() && chance(50)
                ? of(known) + 1_000 * of(STEPS)
                : start + 1_000 * random.nextLong(seconds + 1);
        return remembered(time);
    }

    /** Returns a time on a whole second, mostly not before the given one. */
    long after(long from) {
        if (wrong()) {
            return any();
        }
        long step = chance(65) ? Math.abs(of(STEPS)) : random.nextLong(seconds / 3 + 1);
        return remembered(from + 1_000 * step);
    }

    /** Returns a time that may lie on any millisecond. */
    long unaligned() {
        return any() + (chance(50) ? 0 : random.nextLong(1_000));
    }

    /** Returns how long it is from one poll to the next. */
    long pollMillis() {
        return chance(50) ? 1_000 * (seconds / 10) + 1_000 : of(POLLS);
    }

    /** Returns an interval that is not empty. */
    Interval interval() {
        List<Long> ends = new ArrayList<>(List.of(unaligned(), unaligned()));
        Collections.sort(ends);
        return ends.getFirst().equals(ends.getLast())
                ? new Interval(ends.getFirst(), ends.getFirst() + 1_000)
                : new Interval(ends.getFirst(), ends.getLast());
    }

    /** Returns the window: mostly all of the history and more, else something that cuts it. */
    Interval window() {
        return chance(60) ? new Interval(start - 1_000 * (seconds + 100), start + 3_000 * (seconds + 100)) : interval();
    }

    private long remembered(long time) {
        known.add(time);
        return time;
    }
}
