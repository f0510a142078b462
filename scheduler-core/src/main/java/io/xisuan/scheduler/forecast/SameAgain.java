package io.xisuan.scheduler.forecast;

/**
 * The same as so many hours before, or twice as many where that has not passed yet: what is usually done, and what a forecast
 * must beat.
 */
record SameAgain(int hoursBefore) implements Expectation {
    @Override
    public long devices(HourlyUse use, int known, long hour) {
        long back = Math.ceilDiv(hour - known + 1, hoursBefore);
        long at = hour - back * hoursBefore;
        return at < 0 ? UNKNOWN : use.peaks()[(int) at];
    }
}
