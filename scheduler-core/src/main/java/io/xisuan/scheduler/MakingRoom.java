package io.xisuan.scheduler;

import io.xisuan.model.JobId;
import io.xisuan.scheduler.PlanOptions.Measure;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.placement.NodeLimit;
import io.xisuan.scheduler.placement.PlacementWish;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Eta;
import io.xisuan.scheduler.plan.Explanation;
import io.xisuan.scheduler.plan.SiteVerdict;
import io.xisuan.scheduler.plan.SiteVerdict.Kind;
import io.xisuan.scheduler.plan.Victim;
import io.xisuan.scheduler.preemption.Budget;
import io.xisuan.scheduler.preemption.Consolidation;
import io.xisuan.scheduler.preemption.Elastic;
import io.xisuan.scheduler.preemption.Grounds;
import io.xisuan.scheduler.preemption.Preemption;
import io.xisuan.scheduler.preemption.Target;
import io.xisuan.scheduler.reservation.Future;
import io.xisuan.scheduler.reservation.Skyline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Makes room for a job that finds none, by what costs others least: elastic jobs give workers up, running jobs are told to stop,
 * or scattered ones go elsewhere.
 */
final class MakingRoom {
    private final ClusterState state;
    private final Future future;
    private final Pricing pricing;
    private final Grounds grounds;
    private final Preemption preemption;
    private final Consolidation consolidation;
    private final Elastic elastic;

    MakingRoom(Grounds grounds, Future future, Pricing pricing) {
        this.state = grounds.state();
        this.future = future;
        this.pricing = pricing;
        this.grounds = grounds;
        this.preemption = new Preemption(grounds);
        this.consolidation = new Consolidation(grounds, future);
        this.elastic = new Elastic(grounds, future);
    }

    /**
     * Room that was made.
     *
     * @param others what becomes of those that make it
     * @param seat where the job goes
     * @param victims who must have left before it starts; none when it starts now
     */
    record Made(
            List<Decision> others,
            Candidate candidate,
            Decision.Seat seat,
            List<Victim> victims,
            long startMillis,
            Explanation explanation) {}

    /** A job that finds no room, where somebody sells to it. */
    record Asking(
            JobRequest job, List<Candidate> sold, Eligibility eligibility, boolean fragmented, Optional<Eta> eta) {}

    /** Makes room by the measures that are allowed, the mildest first; empty when none helps. */
    Optional<Made> make(Asking asking, PlanOptions options) {
        Map<Target, Candidate> targets = targets(asking);
        Optional<Made> made = Optional.empty();
        if (options.may(Measure.RESIZE)) {
            made = shrink(asking, targets);
        }
        if (made.isEmpty() && options.may(Measure.PREEMPT)) {
            made = preempt(asking, targets);
        }
        if (made.isEmpty() && asking.fragmented() && options.may(Measure.CONSOLIDATE)) {
            made = consolidate(asking, targets);
        }
        if (made.isPresent()) {
            preemption.runningChanged();
            consolidation.runningChanged();
        }
        return made;
    }

    private Map<Target, Candidate> targets(Asking asking) {
        Map<Target, Candidate> targets = new LinkedHashMap<>();
        JobRequest smallest = asking.job().as(asking.job().gang().smallest());
        for (Candidate candidate : asking.sold()) {
            PlacementWish wish = PlacementWish.of(
                    asking.job().gang(), candidate.variant(), asking.job().wishes());
            targets.put(
                    new Target(
                            candidate.pool(),
                            wish,
                            limit(candidate.pool(), window(candidate, smallest)),
                            window(candidate, smallest),
                            () -> maySell(candidate, smallest)),
                    candidate);
        }
        return targets;
    }

    /** It starts once those who leave for it have, at most the site's notice later, and then holds its places. */
    private static long window(Candidate candidate, JobRequest smallest) {
        long notice = candidate.pool().siteShape().reclaimWithinMillis();
        long hold = candidate.holdMillis(smallest);
        return hold > Long.MAX_VALUE - notice ? Long.MAX_VALUE : hold + notice;
    }

    private boolean maySell(Candidate candidate, JobRequest smallest) {
        Skyline skyline = future.skyline(candidate.pool());
        long window = window(candidate, smallest);
        return skyline.isOpen(window) || skyline.maySell(smallest.gang(), window);
    }

    private NodeLimit limit(Pool pool, long holdMillis) {
        Skyline skyline = future.skyline(pool);
        return skyline.hasReservations() ? skyline.limit(holdMillis) : NodeLimit.NONE;
    }

    private Optional<Made> shrink(Asking asking, Map<Target, Candidate> targets) {
        Optional<Elastic.Shrunk> best = targets.keySet().stream()
                .flatMap(target -> elastic.shrunk(asking.job(), target).stream())
                .filter(shrunk ->
                        shrunk.resized().stream().allMatch(job -> seat(job).isPresent()))
                .min(Comparator.comparingLong(Elastic.Shrunk::costDeviceMillis));
        if (best.isEmpty()) {
            return Optional.empty();
        }
        Candidate candidate = candidate(targets, best.get().target());
        return seat(asking, candidate, best.get().workers(), grounds.nowMillis())
                .map(seat -> new Made(
                        best.get().resized().stream()
                                .flatMap(job ->
                                        resize(job, Optional.of(asking.job().id())).stream())
                                .toList(),
                        candidate,
                        seat,
                        List.of(),
                        grounds.nowMillis(),
                        Explanation.NONE));
    }

    private Optional<Made> preempt(Asking asking, Map<Target, Candidate> targets) {
        Optional<Preemption.Found> found =
                preemption.find(asking.job(), new ArrayList<>(targets.keySet()), Budget.NONE);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Candidate candidate = candidate(targets, found.get().target());
        if (asking.eta().isPresent()
                && asking.eta().get().startMillis() <= found.get().startMillis()) {
            return Optional.empty(); // It starts no earlier for it.
        }
        return seat(asking, candidate, found.get().workers(), found.get().startMillis())
                .map(seat -> {
                    found.get().victims().forEach(this::stop);
                    found.get().victims().forEach(this::leaves);
                    return new Made(
                            List.of(),
                            candidate,
                            seat,
                            found.get().victims(),
                            found.get().startMillis(),
                            explanation(found.get().harmDeviceMillis(), candidate, asking.eligibility()));
                });
    }

    private Optional<Made> consolidate(Asking asking, Map<Target, Candidate> targets) {
        OptionalLong eta =
                asking.eta().isPresent() ? OptionalLong.of(asking.eta().get().startMillis()) : OptionalLong.empty();
        Optional<Consolidation.Found> found = consolidation.find(asking.job(), new ArrayList<>(targets.keySet()), eta);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Candidate candidate = candidate(targets, found.get().target());
        Optional<Decision.Seat> seat =
                seat(asking, candidate, found.get().workers(), found.get().startMillis());
        List<Decision> moves = new ArrayList<>();
        for (Consolidation.Moved moved : found.get().moved()) {
            move(moved, asking.job()).ifPresent(moves::add);
        }
        if (seat.isEmpty() || moves.size() < found.get().moved().size()) {
            return Optional.empty();
        }
        List<Victim> victims =
                found.get().moved().stream().map(Consolidation.Moved::harm).toList();
        victims.forEach(this::stop);
        return Optional.of(new Made(
                moves,
                candidate,
                seat.get(),
                victims,
                found.get().startMillis(),
                explanation(found.get().harmDeviceMillis(), candidate, asking.eligibility())));
    }

    private static Candidate candidate(Map<Target, Candidate> targets, Target target) {
        Candidate candidate = targets.get(target);
        if (candidate == null) {
            throw new IllegalStateException("%s was not asked for".formatted(target));
        }
        return candidate;
    }

    private void leaves(Victim victim) {
        state.running(victim.job())
                .ifPresent(job -> grounds.quotas()
                        .leave(
                                job.request().tenant(),
                                grounds.totals()
                                        .milli(
                                                job.allocation().gang(),
                                                job.allocation().type())));
    }

    private void stop(Victim victim) {
        state.stopBy(victim.job(), grounds.nowMillis() + Math.max(1, victim.graceMillis()));
    }

    private Optional<Decision.Seat> seat(
            Asking asking, Candidate candidate, List<WorkerPlacement> workers, long startMillis) {
        JobRequest placed = asking.job().as(asking.job().gang().smallest());
        long deadline = placed.times().deadlineMillis().orElse(Long.MAX_VALUE);
        if (Math.addExact(startMillis, candidate.holdMillis(placed)) > deadline) {
            return Optional.empty();
        }
        return pricing.cost(placed, candidate, startMillis) instanceof Cost.Priced priced
                ? Optional.of(new Decision.Seat(
                        candidate.pool().site(),
                        candidate.variant(),
                        placed.gang(),
                        workers,
                        candidate.transfer().millis(),
                        Math.addExact(startMillis, candidate.holdMillis(placed)),
                        priced))
                : Optional.empty();
    }

    /** Goes on with another number of workers, and tells so; empty, and nothing is changed, when they are not sold. */
    Optional<Decision> resize(Elastic.Resized resized, Optional<JobId> beneficiary) {
        RunningJob job = resized.job();
        Optional<Decision.Seat> seat = seat(resized);
        seat.ifPresent(found -> {
            state.end(job.job());
            state.start(resized.running());
            long before = grounds.totals()
                    .milli(job.allocation().gang(), job.allocation().type());
            long after = grounds.totals().milli(found.gang(), job.allocation().type());
            grounds.quotas().hold(job.request().tenant(), after - before);
        });
        String text = beneficiary.map(waiting -> "makes room for " + waiting).orElse("takes what nobody waits for");
        return seat.map(found -> new Decision.Resize(job.job(), found, resized.workersBefore(), beneficiary, text));
    }

    private Optional<Decision.Seat> seat(Elastic.Resized resized) {
        return seat(
                resized.job(),
                resized.allocation().gang(),
                resized.allocation().workers(),
                resized.expectedEndMillis());
    }

    private Optional<Decision> move(Consolidation.Moved moved, JobRequest beneficiary) {
        RunningJob job = moved.job();
        long again = job.request().interruption().restartMillis() + moved.harm().graceMillis();
        return seat(job, job.allocation().gang(), moved.workers(), Math.addExact(job.expectedEndMillis(), again))
                .map(seat -> new Decision.Move(job.job(), seat, moved.harm(), beneficiary.id()));
    }

    private Optional<Decision.Seat> seat(
            RunningJob job, Gang gang, List<WorkerPlacement> workers, long expectedEndMillis) {
        Candidate candidate = Candidate.of(state, job);
        return pricing.cost(job.request().as(gang), candidate, grounds.nowMillis()) instanceof Cost.Priced priced
                ? Optional.of(new Decision.Seat(
                        candidate.pool().site(), candidate.variant(), gang, workers, 0, expectedEndMillis, priced))
                : Optional.empty();
    }

    /** Lets running elastic jobs take what nobody who waits could use, in the order of their ids. */
    List<Decision> grow(List<Pool> quiet) {
        List<Decision> grown = new ArrayList<>();
        for (Pool pool : quiet) {
            List<RunningJob> jobs = elasticOn(pool);
            for (RunningJob job : jobs) {
                elastic.grown(pool, job)
                        .flatMap(more -> resize(more, Optional.empty()))
                        .ifPresent(grown::add);
            }
        }
        return grown;
    }

    private static List<RunningJob> elasticOn(Pool pool) {
        Map<JobId, RunningJob> jobs = new TreeMap<>();
        for (int node = pool.firstNode(); node < pool.endNode(); node++) {
            for (RunningJob job : pool.runningOn(node)) {
                if (Elastic.isElastic(job)) {
                    jobs.put(job.job(), job);
                }
            }
        }
        return List.copyOf(jobs.values());
    }

    /** Says what it costs others, and why it does not cost less elsewhere. */
    private static Explanation explanation(long harmDeviceMillis, Candidate candidate, Eligibility eligibility) {
        List<SiteVerdict> others = new ArrayList<>(eligibility.excluded());
        eligibility.candidates().stream()
                .map(other -> other.pool().site())
                .filter(site -> !site.equals(candidate.pool().site()))
                .distinct()
                .map(site -> new SiteVerdict(
                        site,
                        Kind.NO_CAPACITY,
                        "has no room, and making some does not harm less than %d device-seconds"
                                .formatted(harmDeviceMillis / 1000)))
                .forEach(others::add);
        others.sort(Comparator.comparing(SiteVerdict::site));
        return new Explanation(Optional.empty(), others);
    }
}
