package io.xisuan.operator.loop;

import io.xisuan.model.JobId;
import io.xisuan.model.SiteId;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.market.Reach;
import io.xisuan.operator.translate.JobOrder;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the jobs that wait: understood, without an attempt that lives or ended them, and not in a pause before the next. */
record WaitingJobs(JobRecords jobs, Limits limits, AttemptTimes times, CreditGate credit) {
    /** So long at least a job that paused runs when it starts again, beside what it takes to stop. */
    private static final long WORTH_MILLIS = 600_000;

    /** What lets a job be looked at beside what is stored of it. */
    interface Gates {
        /** Says whether what was written together with it must have been seen by now. */
        boolean settled(JobRequest job);

        /** Says whether places are kept for it, so that it need not pause. */
        boolean keepsSeat(JobId job);

        /** Says where it can go at all. */
        Reach.Outcome reach(JobRequest request, TrainingJob job, Optional<SiteId> ranAt);
    }

    /**
     * What was found.
     *
     * @param queue with wishes narrowed to where they can go, and the run time that is left
     * @param refused those that wait for something else than room, with what for
     */
    record Found(List<JobRequest> queue, SortedMap<JobId, Decision> refused) {
        Found {
            queue = List.copyOf(queue);
            refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
        }
    }

    Found find(Sight sight, NetCosts costs, Gates gates) {
        List<JobRequest> queue = new ArrayList<>();
        SortedMap<JobId, Decision> refused = new TreeMap<>();
        BadNodes bad = BadNodes.of(jobs.all(), sight.nowMillis());
        for (JobOrder order : sight.market().orders().values()) {
            JobRecord known = jobs.of(order.request().id().uid());
            if (waits(order.request(), known, sight, gates)
                    && hasWhatItPausedFor(known, order.request(), sight, costs, bad)) {
                Optional<Decision.Wait> wait = credit.refuses(
                        order.request().id(),
                        Optional.ofNullable(
                                sight.market().tenants().get(order.request().tenant())),
                        sight.nowMillis());
                wait.ifPresentOrElse(
                        decision -> refused.put(decision.job(), decision),
                        () -> where(next(order.request(), known, sight, bad), known, sight, gates)
                                .into(queue, refused));
            }
        }
        return new Found(queue, refused);
    }

    private boolean waits(JobRequest request, JobRecord known, Sight sight, Gates gates) {
        return known.live().isEmpty()
                && known.outcome().isEmpty()
                && (known.notBeforeMillis(limits) <= sight.nowMillis() || gates.keepsSeat(request.id()))
                && gates.settled(request)
                && sight.job(request.id().uid())
                        .filter(job -> !Wanted.suspended(job))
                        .isPresent();
    }

    /** Where a job goes: into the queue, or among those that cannot be looked at. */
    private interface Place {
        void into(List<JobRequest> queue, SortedMap<JobId, Decision> refused);
    }

    private static Place where(JobRequest request, JobRecord known, Sight sight, Gates gates) {
        TrainingJob job = sight.job(request.id().uid()).orElseThrow();
        return switch (gates.reach(request, job, known.ranAt())) {
            case Reach.Outcome.Here(JobRequest narrowed) -> (queue, refused) -> queue.add(narrowed);
            case Reach.Outcome.Nowhere(Decision decision) -> (queue, refused) -> refused.put(decision.job(), decision);
        };
    }

    /** Returns what a job asks for now: what is left of its run, away from nodes that are doubted. */
    private JobRequest next(JobRequest job, JobRecord known, Sight sight, BadNodes bad) {
        return Continuation.of(
                job,
                known,
                times,
                StopTerms.of(sight.job(job.id().uid())),
                bad.avoidedBy(job.id().uid()));
    }

    /**
     * A job that paused because its vouchers were used up waits until vouchers bear their share again of a run that is worth it: what
     * is left of them when it left in time would start it for a moment, again and again.
     */
    private boolean hasWhatItPausedFor(JobRecord known, JobRequest job, Sight sight, NetCosts costs, BadNodes bad) {
        if (!isPaused(known)) {
            return true;
        }
        long grace = StopTerms.of(sight.job(job.id().uid())).graceMillis();
        return costs.bearShareSomewhere(next(job, known, sight, bad), WORTH_MILLIS + 2 * grace, sight.nowMillis());
    }

    /** Says whether a job left because its vouchers were used up, and has not started since. */
    static boolean isPaused(JobRecord known) {
        return known.lastEnding()
                .filter(ending -> ending.reason() == EndReason.PAUSED_WITHOUT_MONEY)
                .isPresent();
    }
}
