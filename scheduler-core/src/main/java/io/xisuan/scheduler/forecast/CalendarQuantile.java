package io.xisuan.scheduler.forecast;

/**
 * The quantile of what was used at this hour of the week, and the hours beside it, in the last weeks. Right where use follows
 * the calendar and has no trend.
 */
record CalendarQuantile(int perMille) implements Expectation {
    private static final int WEEKS = 4;

    @Override
    public long devices(HourlyUse use, int known, long hour) {
        Sample sample = new Sample(WEEKS * 3);
        long last = hour - Math.ceilDiv(hour - known + 1, HourlyUse.WEEK) * (long) HourlyUse.WEEK;
        for (long at = last; at > last - WEEKS * (long) HourlyUse.WEEK; at -= HourlyUse.WEEK) {
            for (long beside = at - 1; beside <= at + 1; beside++) {
                if (beside >= 0 && beside < known) {
                    sample.add(use.peaks()[(int) beside]);
                }
            }
        }
        return sample.isEmpty() ? UNKNOWN : sample.quantile(perMille);
    }
}
