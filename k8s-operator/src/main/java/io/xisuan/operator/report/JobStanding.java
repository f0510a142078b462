package io.xisuan.operator.report;

import java.util.List;

/**
 * All that is said of a job at one moment: where it stands, what it has behind it, and what is remarkable.
 *
 * @param remarks at most one a condition, in the order in which they are shown
 */
public record JobStanding(JobVerdict verdict, JobPast past, List<JobRemark> remarks) implements Verdict {
    public JobStanding {
        remarks = List.copyOf(remarks);
    }

    /** A job with nothing behind it. */
    public static JobStanding of(JobVerdict verdict) {
        return new JobStanding(verdict, JobPast.NONE, List.of());
    }

    @Override
    public Class<?> kind() {
        return verdict.getClass();
    }
}
