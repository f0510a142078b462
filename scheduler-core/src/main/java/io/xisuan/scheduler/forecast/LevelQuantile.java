package io.xisuan.scheduler.forecast;

/**
 * What is used now, plus the quantile of how much more it became in as many hours up to this hour of the day, in the last two
 * weeks. Right where use drifts from week to week; it is worth the less, the further ahead.
 */
record LevelQuantile(int perMille) implements Expectation {
    private static final int DAYS = 14;

    @Override
    public long devices(HourlyUse use, int known, long hour) {
        long ahead = hour - known + 1;
        Sample sample = new Sample(DAYS * 3);
        long last = hour - Math.ceilDiv(ahead, HourlyUse.DAY) * (long) HourlyUse.DAY;
        for (long at = last; at > last - DAYS * (long) HourlyUse.DAY; at -= HourlyUse.DAY) {
            for (long beside = at - 1; beside <= at + 1; beside++) {
                if (beside >= ahead && beside < known) {
                    sample.add(use.peaks()[(int) beside] - use.peaks()[(int) (beside - ahead)]);
                }
            }
        }
        return sample.isEmpty() || known == 0
                ? UNKNOWN
                : Math.max(0, use.peaks()[known - 1] + sample.quantile(perMille));
    }
}
