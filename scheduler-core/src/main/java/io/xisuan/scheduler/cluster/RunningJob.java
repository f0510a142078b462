package io.xisuan.scheduler.cluster;

import io.xisuan.model.JobId;
import io.xisuan.scheduler.demand.JobRequest;
import java.util.OptionalLong;

/**
 * A job that holds capacity, since when, and when it is expected to give it back.
 *
 * @param expectedEndMillis by its expected run time; it may pass
 * @param leavesMillis when it was told to stop: the instant by which it is gone
 * @param interruptions how often it was stopped by us so far
 */
public record RunningJob(
        JobRequest request,
        Allocation allocation,
        long startedMillis,
        long expectedEndMillis,
        OptionalLong leavesMillis,
        int interruptions) {
    public RunningJob {
        if (!request.id().equals(allocation.job())) {
            throw new IllegalArgumentException(
                    "Job %s cannot hold what job %s holds".formatted(request.id(), allocation.job()));
        }
    }

    /** Returns a job that starts and was never stopped before. */
    public static RunningJob of(JobRequest request, Allocation allocation, long startedMillis, long expectedEndMillis) {
        return new RunningJob(request, allocation, startedMillis, expectedEndMillis, OptionalLong.empty(), 0);
    }

    public JobId job() {
        return request.id();
    }

    /** Returns this job told to stop; told once more, it is interrupted no further time. */
    public RunningJob leavingBy(long instantMillis) {
        int stops = leavesMillis.isPresent() ? interruptions : interruptions + 1;
        return new RunningJob(
                request, allocation, startedMillis, expectedEndMillis, OptionalLong.of(instantMillis), stops);
    }

    /** Returns when it gives back what it holds, as far as is known: never before now. */
    public long freesMillis(long nowMillis, long overdueMillis) {
        if (leavesMillis.isPresent()) {
            return Math.max(leavesMillis.getAsLong(), nowMillis + 1);
        }
        return expectedEndMillis <= nowMillis ? nowMillis + overdueMillis : expectedEndMillis;
    }
}
