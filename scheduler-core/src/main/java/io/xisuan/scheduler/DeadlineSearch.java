package io.xisuan.scheduler;

import io.xisuan.model.SiteId;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.placement.PlacementWish;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.reservation.Future;
import io.xisuan.scheduler.reservation.Reservation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds place, accelerator and start together, at least cost, so that a job ends by its deadline.
 *
 * <p>Between instants at which its run comes to begin or end at a change of price, the cost of a start rises or falls evenly, so
 * the least lies at one of them, at the first start or at the last that ends in time. For each candidate the earliest start at
 * or after each of these is looked at; whatever frees devices is seen by asking for the earliest. At most
 * {@link #MOST_STARTS} a candidate, the first ones in time: the work is bounded, and prices that change more often before the
 * deadline are searched to their first changes only.
 */
final class DeadlineSearch {
    /** How many instants are looked at for each candidate and size of gang. */
    static final int MOST_STARTS = 64;

    private final Future future;
    private final Prices prices;

    /** What a start counts as. */
    interface Prices {
        /** Returns the cost of a start, if it is sold then. */
        Cost cost(JobRequest placed, Candidate candidate, long startMillis);

        /** Returns what a cost counts as when starts are compared; less is better. */
        long score(JobRequest placed, Candidate candidate, Cost.Priced cost, long startMillis);

        /** Returns the instants within {@code [fromMillis, toMillis)} at which a price of the site changes. */
        List<Long> changes(SiteId site, long fromMillis, long toMillis);
    }

    /** A start that meets the deadline: the job with the gang that is placed, where, when and for how much. */
    record Chosen(JobRequest placed, Candidate candidate, Reservation reservation, Cost.Priced cost, long score) {
        static final Comparator<Chosen> BEST_FIRST = Comparator.comparingLong(Chosen::score)
                .thenComparingLong(Chosen::endMillis)
                .thenComparing(chosen -> chosen.candidate().pool().site())
                .thenComparing(chosen -> chosen.candidate().pool().type());

        long startMillis() {
            return reservation.startMillis();
        }

        long holdMillis() {
            return candidate.holdMillis(placed);
        }

        long endMillis() {
            return startMillis() + holdMillis();
        }
    }

    DeadlineSearch(Future future, Prices prices) {
        this.future = future;
        this.prices = prices;
    }

    /** Returns the start of least cost, from an instant on, that ends in time; ties go to the earliest end, then site, then type. */
    Optional<Chosen> cheapest(JobRequest job, List<Candidate> candidates, long fromMillis) {
        long first = Math.max(fromMillis, job.times().notBeforeMillis());
        long deadline = job.times().deadlineMillis().orElse(Long.MAX_VALUE);
        Optional<Chosen> best = Optional.empty();
        for (Candidate candidate : candidates) {
            for (Gang gang : sizes(job)) {
                best = better(best, cheapest(job.as(gang), candidate, first, deadline));
            }
        }
        return best;
    }

    /** Returns when the job ends at best if it starts from an instant on, where it is sold then; empty when no start is known. */
    Optional<Long> earliestEnd(JobRequest job, List<Candidate> candidates, long fromMillis) {
        long from = Math.max(fromMillis, job.times().notBeforeMillis());
        long earliest = Long.MAX_VALUE;
        for (Candidate candidate : candidates) {
            for (Gang gang : sizes(job)) {
                JobRequest placed = job.as(gang);
                Optional<Chosen> first = at(placed, candidate, from, Long.MAX_VALUE);
                earliest = Math.min(earliest, first.map(Chosen::endMillis).orElse(Long.MAX_VALUE));
            }
        }
        return earliest == Long.MAX_VALUE ? Optional.empty() : Optional.of(earliest);
    }

    /** An elastic job is looked at with all its workers and with its fewest. */
    private static List<Gang> sizes(JobRequest job) {
        return job.gang().isElastic() ? List.of(job.gang().largest(), job.gang().smallest()) : List.of(job.gang());
    }

    private Optional<Chosen> cheapest(JobRequest placed, Candidate candidate, long first, long deadline) {
        long latest = deadline - candidate.holdMillis(placed);
        Optional<Chosen> best = Optional.empty();
        long reached = Long.MIN_VALUE;
        int looked = 0;
        for (long instant : starts(placed, candidate, first, latest)) {
            if (instant > reached && looked++ < MOST_STARTS) {
                Optional<Chosen> found = at(placed, candidate, instant, latest + 1);
                best = better(best, found);
                reached = found.map(Chosen::startMillis).orElse(reached);
            }
        }
        return best;
    }

    private SortedSet<Long> starts(JobRequest placed, Candidate candidate, long first, long latest) {
        SortedSet<Long> starts = new TreeSet<>();
        if (first <= latest) {
            long holdMillis = candidate.holdMillis(placed);
            starts.add(first);
            starts.add(latest);
            for (long change : prices.changes(candidate.pool().site(), first, Math.addExact(latest, holdMillis))) {
                add(starts, change, first, latest);
                add(starts, change - holdMillis, first, latest);
                add(starts, change - candidate.transfer().millis(), first, latest);
            }
        }
        return starts;
    }

    private static void add(SortedSet<Long> starts, long instant, long first, long latest) {
        if (instant > first && instant <= latest) {
            starts.add(instant);
        }
    }

    private Optional<Chosen> at(JobRequest placed, Candidate candidate, long fromMillis, long limitMillis) {
        Pool pool = candidate.pool();
        PlacementWish wish = PlacementWish.of(placed.gang(), candidate.variant(), placed.wishes());
        return future.skyline(pool)
                .earliest(wish, candidate.holdMillis(placed), fromMillis, limitMillis)
                .flatMap(found -> prices.cost(placed, candidate, found.startMillis()) instanceof Cost.Priced priced
                        ? Optional.of(new Chosen(
                                placed,
                                candidate,
                                found,
                                priced,
                                prices.score(placed, candidate, priced, found.startMillis())))
                        : Optional.empty());
    }

    private static Optional<Chosen> better(Optional<Chosen> one, Optional<Chosen> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return Chosen.BEST_FIRST.compare(one.get(), other.get()) <= 0 ? one : other;
    }
}
