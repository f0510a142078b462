package io.xisuan.scheduler;

import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.QueueOrder;
import io.xisuan.scheduler.fairness.FairOrder;
import io.xisuan.scheduler.fairness.Fairness;
import io.xisuan.scheduler.fairness.QuotaLedger;
import io.xisuan.scheduler.fairness.Usage;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Eta;
import io.xisuan.scheduler.plan.Explanation;
import io.xisuan.scheduler.plan.Refusal;
import io.xisuan.scheduler.plan.SiteVerdict.Kind;
import io.xisuan.scheduler.reservation.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One cycle's decisions, each taken with what the ones before it left. */
final class Cycle {
    private final Scheduler.Situation situation;
    private final PlanOptions options;
    private final SchedulerMemory memory;
    private final Future future;
    private final Offers offers;
    private final Backlog backlog;
    private final Pricing pricing;
    private final Usage usage;
    private final QuotaLedger quotas;

    Cycle(Scheduler.Situation situation, PlanOptions options, SchedulerMemory memory) {
        this.situation = situation;
        this.options = options;
        this.memory = memory;
        this.future = new Future(situation.state(), situation.nowMillis());
        this.pricing = new Pricing(situation.costs(), options.weights(), situation.nowMillis());
        this.offers = new Offers(new Room(future, memory.placement()), pricing);
        this.usage = Usage.of(situation.state());
        this.quotas = new QuotaLedger(situation.tenancy().queues(), usage);
        this.backlog = new Backlog(future, options.reservations());
    }

    List<Decision> decisions() {
        // 1. Who comes first?
        List<JobRequest> ordered = ordered();
        List<JobRequest> considered = ordered.subList(0, Math.min(ordered.size(), options.considered()));
        memory.enter(considered);
        // 2. One job after the other, each with what those before it left.
        List<Decision> decisions = new ArrayList<>();
        for (JobRequest job : considered) {
            decide(job).ifPresent(decisions::add);
        }
        // 3. Whoever was not looked at is told so.
        if (options.explained()) {
            ordered.subList(considered.size(), ordered.size()).forEach(job -> decisions.add(notConsidered(job)));
        }
        return decisions;
    }

    private List<JobRequest> ordered() {
        if (options.order() != QueueOrder.FAIR) {
            return options.order().order(situation.queue());
        }
        Tenancy tenancy = situation.tenancy();
        return FairOrder.order(
                situation.queue(),
                new Fairness(tenancy.queues(), usage, tenancy.pastUse(), tenancy.ageMillis()),
                situation.nowMillis());
    }

    private static Decision notConsidered(JobRequest job) {
        return new Decision.Wait(
                job.id(), Refusal.NOT_CONSIDERED, Optional.empty(), "too many jobs are ahead of it in this cycle");
    }

    /** Decides on one job; empty when it merely waits and nobody asked for explanations. */
    Optional<Decision> decide(JobRequest job) {
        // 1. Where could it ever run?
        JobClass kind = memory.classOf(job);
        if (kind.candidates().isEmpty()) {
            return Optional.of(never(job, kind.eligibility().never(), Reasons.never(kind.eligibility())));
        }
        // 2. May its tenant have so much?
        Optional<Decision> overQuota = overQuota(job);
        if (overQuota.isPresent()) {
            return overQuota;
        }
        // 3. Is it time?
        if (job.times().notBeforeMillis() > situation.nowMillis()) {
            return Optional.of(notYet(job, kind));
        }
        // 4. Where is there room now, at what cost?
        Offers.Found found = offers.find(job, kind);
        // 5. The best of them wins.
        if (!found.bestFirst().isEmpty()) {
            return Optional.of(start(job, kind, found));
        }
        // 6. None: when will there be room?
        return refuse(job, kind, found);
    }

    private static Decision never(JobRequest job, Refusal reason, String text) {
        return new Decision.Never(job.id(), reason, Optional.empty(), text);
    }

    private Optional<Decision> overQuota(JobRequest job) {
        return quotas.check(
                        job.tenant(),
                        usage.totals()
                                .milli(job.gang().smallest(), usage.totals().charged(job)))
                .map(quota -> quota.reason().isNever()
                        ? never(job, quota.reason(), quota.text())
                        : new Decision.Wait(job.id(), quota.reason(), Optional.empty(), quota.text()));
    }

    private Decision notYet(JobRequest job, JobClass kind) {
        Candidate first = kind.candidates().getFirst();
        Eta eta = new Eta(job.times().notBeforeMillis(), first.pool().site(), Eta.Cause.NOT_BEFORE, false);
        return new Decision.Wait(job.id(), Refusal.NOT_YET, Optional.of(eta), "does not start yet");
    }

    private Decision start(JobRequest job, JobClass kind, Offers.Found found) {
        Offer chosen = found.bestFirst().getFirst();
        Explanation explanation = options.explained()
                ? Reasons.explanation(kind.eligibility(), found.bestFirst(), found.rejected())
                : Explanation.NONE;
        Decision.Start start = new Decision.Start(job, chosen.seat(), explanation);
        RunningJob running = RunningJob.of(job, start.allocation(), situation.nowMillis(), chosen.endMillis());
        situation.state().start(running);
        pricing.started(start);
        quotas.hold(
                job.tenant(),
                usage.totals().milli(start.seat().gang(), start.variant().type()));
        return start;
    }

    private Optional<Decision> refuse(JobRequest job, JobClass kind, Offers.Found found) {
        if (backlog.isFull()) {
            return options.explained() ? Optional.of(refusal(job, found, Optional.empty())) : Optional.empty();
        }
        List<Candidate> sold = new ArrayList<>();
        for (Candidate candidate : found.roomless()) {
            if (pricing.cost(job.as(job.gang().largest()), candidate, situation.nowMillis()) instanceof Cost.Priced) {
                sold.add(candidate);
            }
        }
        if (sold.isEmpty()) {
            return Optional.of(never(job, Refusal.NOT_SOLD, notSold(job, kind)));
        }
        return Optional.of(refusal(job, found, backlog.reserve(job, sold)));
    }

    private Decision refusal(JobRequest job, Offers.Found found, Optional<Eta> eta) {
        Optional<Refusal> reason = found.rejected().stream()
                .filter(place -> place.kind() != Kind.NOT_SOLD)
                .map(Reasons.Rejected::reason)
                .max(Comparator.naturalOrder());
        String text = Reasons.waiting(found.rejected());
        return reason.<Decision>map(refusal -> new Decision.Wait(job.id(), refusal, eta, text))
                .orElseGet(() -> never(job, Refusal.NOT_SOLD, text));
    }

    private String notSold(JobRequest job, JobClass kind) {
        List<String> texts = new ArrayList<>();
        for (Candidate candidate : kind.candidates()) {
            if (pricing.cost(job.as(job.gang().largest()), candidate, situation.nowMillis())
                    instanceof Cost.NotSold(String reason)) {
                texts.add(candidate.pool() + ": " + reason);
            }
        }
        return String.join("; ", texts);
    }
}
