package io.xisuan.scheduler.preemption;

import io.xisuan.scheduler.cluster.ClusterState;
import java.util.List;

/** Takes the first jobs of a list off the state, more or fewer of them at will, and puts all back when it closes. */
final class Stopping implements AutoCloseable {
    private final ClusterState state;
    private final List<Stoppable> jobs;
    private final int[] marks;
    private int stopped;

    Stopping(ClusterState state, List<Stoppable> jobs) {
        this.state = state;
        this.jobs = jobs;
        this.marks = new int[jobs.size()];
    }

    /** Makes just the first so many jobs be gone, however many were before. */
    void stopFirst(int count) {
        while (stopped < count) {
            Stoppable job = jobs.get(stopped);
            marks[stopped++] = state.checkpoint();
            if (!state.end(job.id()).equals(job.job())) {
                throw new IllegalStateException(
                        "Job %s was told to stop, moved or resized since it was looked at".formatted(job.id()));
            }
        }
        while (stopped > count) {
            stopped--;
            state.rollback(marks[stopped]);
        }
    }

    @Override
    public void close() {
        stopFirst(0);
    }
}
