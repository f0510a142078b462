package io.xisuan.scheduler;

import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Eta;
import io.xisuan.scheduler.plan.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who sells to a job, now or at a price that is known to come. */
final class Sellers {
    /** How far ahead a price is looked for that a job can pay. */
    private static final long PRICES_KNOWN_MILLIS = 31L * 24 * 3_600_000;

    private final Pricing pricing;
    private final long nowMillis;

    Sellers(Pricing pricing, long nowMillis) {
        this.pricing = pricing;
        this.nowMillis = nowMillis;
    }

    /** Returns the candidates without room that sell to the job now. */
    List<Candidate> sold(JobRequest job, Offers.Found found) {
        JobRequest largest = job.as(job.gang().largest());
        List<Candidate> sold = new ArrayList<>();
        for (Candidate candidate : found.roomless()) {
            if (pricing.cost(largest, candidate, nowMillis) instanceof Cost.Priced) {
                sold.add(candidate);
            }
        }
        return sold;
    }

    /** Returns the wait for a price that the job can pay, when one of those that are known to come is. */
    Optional<Decision> later(JobRequest job, JobClass kind) {
        JobRequest largest = job.as(job.gang().largest());
        Optional<Eta> first = Optional.empty();
        for (Candidate candidate : kind.candidates()) {
            for (long change : pricing.changes(candidate.pool().site(), nowMillis, nowMillis + PRICES_KNOWN_MILLIS)) {
                boolean earlier = first.isEmpty() || change < first.get().startMillis();
                if (earlier && pricing.cost(largest, candidate, change) instanceof Cost.Priced) {
                    first = Optional.of(new Eta(change, candidate.pool().site(), Eta.Cause.CHEAPER_THEN, false));
                }
            }
        }
        String text = notSold(job, kind);
        return first.map(eta -> new Decision.Wait(job.id(), Refusal.PLANNED, Optional.of(eta), text + "; sold later"));
    }

    /** Says why nobody sells to the job now. */
    String notSold(JobRequest job, JobClass kind) {
        JobRequest largest = job.as(job.gang().largest());
        List<String> texts = new ArrayList<>();
        for (Candidate candidate : kind.candidates()) {
            if (pricing.cost(largest, candidate, nowMillis) instanceof Cost.NotSold(String reason)) {
                texts.add(candidate.pool() + ": " + reason);
            }
        }
        return String.join("; ", texts);
    }
}
