package io.xisuan.scheduler.demand;

import java.util.Comparator;
import java.util.List;

/** The order in which waiting jobs are looked at; ties go to the earlier submission, then to the job's identity. */
public enum QueueOrder {
    /**
     * Higher priority first, which waiting raises; of equal priority the tenant with the least share. Without the tenants' shares, as
     * here, it is {@link #PRIORITY}.
     */
    FAIR,
    /** Higher priority first, then earlier submission. */
    PRIORITY,
    /** Earlier submission first. */
    SUBMITTED,
    /** Shorter estimate first. */
    SHORTEST_FIRST,
    /** Fewer devices first. */
    SMALLEST_FIRST,
    /** Least expected device time first. */
    LEAST_WORK_FIRST,
    /** As the caller ordered them; nothing is sorted. */
    AS_GIVEN;

    /** Returns the queue in this order. */
    public List<JobRequest> order(List<JobRequest> queue) {
        if (this == AS_GIVEN) {
            return List.copyOf(queue);
        }
        Comparator<JobRequest> order =
                first().thenComparingLong(JobRequest::submittedMillis).thenComparing(JobRequest::id);
        return queue.stream().sorted(order).toList();
    }

    private Comparator<JobRequest> first() {
        return switch (this) {
            case FAIR, PRIORITY -> Comparator.comparingInt(JobRequest::priority).reversed();
            case SUBMITTED, AS_GIVEN -> Comparator.comparingLong(JobRequest::submittedMillis);
            case SHORTEST_FIRST -> Comparator.comparingLong((JobRequest job) -> job.runtimeMillis());
            case SMALLEST_FIRST ->
                Comparator.comparingInt((JobRequest job) -> job.gang().devices());
            case LEAST_WORK_FIRST ->
                Comparator.comparingDouble(
                        (JobRequest job) -> (double) job.gang().devices() * job.runtimeMillis());
        };
    }
}
