package io.xisuan.scheduler.simulation;

import java.util.List;

/**
 * What a replay made of one job that ran.
 *
 * @param runs when and where it ran, in the order of time; several when it was preempted
 */
public record Outcome(TraceJob job, List<RunSpan> runs) {
    public Outcome {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("Job %s ended and never ran".formatted(job.name()));
        }
    }

    /** Returns the first start, on the clock of the trace. */
    public long startMillis() {
        return runs.getFirst().fromMillis();
    }

    /** Returns the end, on the clock of the trace. */
    public long endMillis() {
        return runs.getLast().toMillis();
    }

    /** Returns where it ran, last. */
    public String site() {
        return runs.getLast().site();
    }

    /** Returns the time from submission to end. */
    public long completionMillis() {
        return endMillis() - job.submitMillis();
    }

    /** Returns the time from submission to end during which it did not progress. */
    public long waitMillis() {
        return completionMillis() - job.durationMillis();
    }
}
