package io.xisuan.scheduler.twin;

import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Eta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** When a job could start later than now; every instant at which anything changes is looked at by itself. */
final class PlainLater {
    private final PlainPricing pricing;
    private final long nowMillis;

    /** A start: the job with the workers that are placed, where, when, and why not earlier. */
    record Start(
            PlainCandidates.Candidate candidate, JobRequest placed, PlainFuture.Found found, Eta.Cause cause) {
        long startMillis() {
            return found.startMillis();
        }

        long holdMillis() {
            return candidate.holdMillis(placed);
        }

        long endMillis() {
            return startMillis() + holdMillis();
        }

        Eta eta(boolean firm) {
            return new Eta(startMillis(), candidate.pool().site().id(), cause, firm);
        }
    }

    /** A start that is sold, with what it counts as. */
    record Priced(Start start, long score) {
        static final Comparator<Priced> BEST_FIRST = Comparator.comparingLong(Priced::score)
                .thenComparingLong(priced -> priced.start().endMillis())
                .thenComparing(priced -> priced.start().candidate().pool().site().id())
                .thenComparing(priced -> priced.start().candidate().pool().type());
    }

    PlainLater(PlainPricing pricing, long nowMillis) {
        this.pricing = pricing;
        this.nowMillis = nowMillis;
    }

    private static Gang sized(JobRequest job, boolean largest) {
        return largest ? job.gang().largest() : job.gang().smallest();
    }

    private static List<Gang> sizes(JobRequest job) {
        return job.gang().isElastic() ? List.of(sized(job, true), sized(job, false)) : List.of(job.gang());
    }

    /** Returns the earliest start at any of the candidates, of an elastic job the largest gang where that is no later. */
    Optional<Start> earliest(JobRequest job, List<PlainCandidates.Candidate> candidates) {
        return candidates.stream()
                .flatMap(candidate -> earliest(job, candidate).stream())
                .min(Comparator.comparingLong(Start::startMillis)
                        .thenComparingInt(start -> start.candidate().index()));
    }

    private Optional<Start> earliest(JobRequest job, PlainCandidates.Candidate candidate) {
        long from = Math.max(job.times().notBeforeMillis(), nowMillis + 1);
        Optional<Start> least = first(job.as(sized(job, false)), candidate, from, Long.MAX_VALUE);
        Optional<Start> most = first(job.as(sized(job, true)), candidate, from, Long.MAX_VALUE);
        boolean noLater = least.isPresent()
                && most.isPresent()
                && most.get().startMillis() <= least.get().startMillis();
        return (noLater ? most : least)
                .map(start -> start.startMillis() == job.times().notBeforeMillis()
                        ? new Start(candidate, start.placed(), start.found(), Eta.Cause.NOT_BEFORE)
                        : start);
    }

    private Optional<Start> first(JobRequest placed, PlainCandidates.Candidate candidate, long from, long limit) {
        PlainFuture future = new PlainFuture(candidate.pool(), nowMillis);
        PlainPlacement.Wish wish = PlainPlacement.Wish.of(placed, placed.gang(), candidate.variant());
        long run = candidate.holdMillis(placed);
        return future.first(wish, run, from, limit).map(found -> {
            long at = found.startMillis();
            boolean behind = !candidate.pool().reserved().isEmpty()
                    && at > from
                    && future.unreserved().first(wish, run, from, at).isPresent();
            Eta.Cause cause = future.keptAt(at) < future.keptAt(at - 1) ? Eta.Cause.HEADROOM_FALLS : Eta.Cause.JOBS_END;
            return new Start(candidate, placed, found, behind ? Eta.Cause.QUEUE_AHEAD : cause);
        });
    }

    private Optional<Priced> priced(Start start) {
        return pricing.cost(start.placed(), start.candidate(), start.startMillis()) instanceof Cost.Priced cost
                ? Optional.of(new Priced(
                        start, pricing.score(start.placed(), start.candidate(), cost, start.startMillis())))
                : Optional.empty();
    }

    /**
     * Returns of all starts from an instant on that end in time the one that counts least. That nothing fits earlier is asked from
     * each instant at which a price changes; every other instant is looked at too, and loses by its later end.
     */
    Optional<Priced> cheapest(JobRequest job, List<PlainCandidates.Candidate> candidates, long fromMillis) {
        long from = Math.max(fromMillis, job.times().notBeforeMillis());
        List<Priced> all = new ArrayList<>();
        for (PlainCandidates.Candidate candidate : candidates) {
            for (Gang gang : sizes(job)) {
                JobRequest placed = job.as(gang);
                long latest = job.times().deadlineMillis().orElseThrow() - candidate.holdMillis(placed);
                if (from <= latest) {
                    starts(placed, candidate, from, latest).forEach(start -> priced(start).ifPresent(all::add));
                }
            }
        }
        return all.stream().min(Priced.BEST_FIRST);
    }

    private List<Start> starts(JobRequest placed, PlainCandidates.Candidate candidate, long from, long latest) {
        SortedSet<Long> asked = asked(candidate, placed, from, latest);
        TreeSet<Long> instants = new TreeSet<>(asked);
        instants.addAll(new PlainFuture(candidate.pool(), nowMillis).changes(from, latest + 1));
        TreeMap<Long, Start> fits = new TreeMap<>();
        for (long instant : instants) {
            first(placed, candidate, instant, instant + 1).ifPresent(start -> fits.put(instant, start));
        }
        List<Start> starts = new ArrayList<>();
        for (long instant : asked) {
            Optional.ofNullable(fits.ceilingKey(instant))
                    .flatMap(at -> first(placed, candidate, instant, at + 1))
                    .ifPresent(starts::add);
        }
        starts.addAll(fits.values());
        return starts;
    }

    private SortedSet<Long> asked(PlainCandidates.Candidate candidate, JobRequest placed, long from, long latest) {
        TreeSet<Long> asked = new TreeSet<>(List.of(from, latest));
        long hold = candidate.holdMillis(placed);
        for (long change : pricing.changes(candidate.pool().site().id(), from, latest + hold)) {
            asked.add(change);
            asked.add(change - hold);
            asked.add(change - candidate.transferMillis());
        }
        return new TreeSet<>(asked.subSet(from, true, latest, true));
    }

    /** Returns when the job ends at the earliest if it starts from an instant on, where it is sold then. */
    Optional<Long> earliestEnd(JobRequest job, List<PlainCandidates.Candidate> candidates, long fromMillis) {
        long from = Math.max(fromMillis, job.times().notBeforeMillis());
        List<Long> ends = new ArrayList<>();
        for (PlainCandidates.Candidate candidate : candidates) {
            for (Gang gang : sizes(job)) {
                first(job.as(gang), candidate, from, Long.MAX_VALUE)
                        .flatMap(this::priced)
                        .ifPresent(found -> ends.add(found.start().endMillis()));
            }
        }
        return ends.stream().min(Comparator.naturalOrder());
    }

    /** Keeps the places of a start. */
    void keep(Start start) {
        new PlainFuture(start.candidate().pool(), nowMillis)
                .reserve(start.placed().gang(), start.found(), start.holdMillis());
    }
}
