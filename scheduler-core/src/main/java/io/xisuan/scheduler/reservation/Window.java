package io.xisuan.scheduler.reservation;

/** A job's expected run: from its start to before its end. */
record Window(long from, long to) {
    /** Returns the window of a run; an endless one ends after all others. */
    static Window of(long startMillis, long runMillis) {
        return new Window(startMillis, Math.min(Long.MAX_VALUE - runMillis, startMillis) + runMillis);
    }
}
