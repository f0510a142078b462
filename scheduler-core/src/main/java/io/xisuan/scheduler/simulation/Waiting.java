package io.xisuan.scheduler.simulation;

/** The waiting jobs of a replay without preemption, and who of them starts next. */
interface Waiting {
    /** Adds a job that was just submitted. */
    void submit(int job);

    /** Starts what may start now; {@code released} says whether something became free since the last call. */
    void dispatch(long now, boolean released);
}
