package io.xisuan.scheduler.forecast;

import java.util.List;

/**
 * Of the calendar and the level, the one that would have lost less in the two weeks before: which is right is a property of
 * the site, and it changes.
 *
 * <p>Each day of these weeks is foretold from what was known when it began.
 */
record BetterOfTwo(int perMille, Expectation first, Expectation second) implements Expectation {
    private static final int DAYS = 14;

    static BetterOfTwo of(int perMille) {
        return new BetterOfTwo(perMille, new LevelQuantile(perMille), new CalendarQuantile(perMille));
    }

    @Override
    public long devices(HourlyUse use, int known, long hour) {
        return choose(use, known).devices(use, known, hour);
    }

    /** Returns which of both to ask, or else the other, as things were known at an hour. */
    Expectation choose(HourlyUse use, int known) {
        long lostByFirst = 0;
        long lostBySecond = 0;
        int from = Math.max(0, known - DAYS * HourlyUse.DAY);
        for (int hour = from; hour < known; hour++) {
            int dayBegan = hour - (hour - from) % HourlyUse.DAY;
            long one = first.devices(use, dayBegan, hour);
            long other = second.devices(use, dayBegan, hour);
            if (one != UNKNOWN && other != UNKNOWN) {
                lostByFirst += Pinball.milliLoss(perMille, one, use.peaks()[hour]);
                lostBySecond += Pinball.milliLoss(perMille, other, use.peaks()[hour]);
            }
        }
        List<Expectation> order = lostBySecond < lostByFirst ? List.of(second, first) : List.of(first, second);
        return (asked, at, ahead) -> {
            long better = order.getFirst().devices(asked, at, ahead);
            return better == UNKNOWN ? order.getLast().devices(asked, at, ahead) : better;
        };
    }
}
