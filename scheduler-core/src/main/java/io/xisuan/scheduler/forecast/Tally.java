package io.xisuan.scheduler.forecast;

/** What one rule foretold and what was, added up hour by hour. */
final class Tally {
    private static final long PERCENT_MILLI = 100_000;

    private final int perMille;
    private final Sample shortfalls = new Sample(1024);
    private int hours;
    private int missed;
    private long lossMilli;

    Tally(int perMille) {
        this.perMille = perMille;
    }

    void add(long foretold, long used) {
        shortfalls.add(used - foretold);
        lossMilli = Math.addExact(lossMilli, Pinball.milliLoss(perMille, foretold, used));
        missed += used > foretold ? 1 : 0;
        hours++;
    }

    BackTest.Score score(String rule) {
        long margin = shortfalls.quantile(perMille);
        return new BackTest.Score(
                rule, lossMilli / hours, missed * PERCENT_MILLI / hours, idleMilli(0), margin, idleMilli(margin));
    }

    private long idleMilli(long margin) {
        long idle = 0;
        for (long shortfall : shortfalls.values()) {
            idle += Math.max(0, margin - shortfall);
        }
        return idle * Sample.WHOLE / hours;
    }
}
