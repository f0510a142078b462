package io.xisuan.scheduler.plan;

import io.xisuan.model.JobId;
import java.util.List;

/** The seat that is kept for a waiting job while the jobs that were told to stop for it leave. */
public record Claim(JobId job, Decision.Seat seat, List<JobId> victims) {
    public Claim {
        victims = List.copyOf(victims);
    }

    /** Returns the claim of a job that moves on the places that it goes to. */
    public static Claim of(Decision.Move move) {
        return new Claim(move.job(), move.seat(), List.of());
    }

    /** Returns the claim that a decision to preempt makes. */
    public static Claim of(Decision.Preempt preempt) {
        return new Claim(
                preempt.job(),
                preempt.seat(),
                preempt.victims().stream().map(Victim::job).toList());
    }
}
