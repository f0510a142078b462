package io.xisuan.scheduler;

import io.xisuan.model.NodeName;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.QueueOrder;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Explanation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The plain twin: every node at every millisecond up to a horizon, nothing remembered, nothing indexed. */
final class PlainScheduler {
    private final Scheduler.Situation situation;
    private final List<PlainPool> pools = new ArrayList<>();
    private CostModel costs;
    private int reservations;

    private record Place(PlainPool pool, Variant variant, List<Integer> nodes) {}

    private record Offer(Place place, long runtimeMillis, Cost.Priced cost) {}

    PlainScheduler(Scheduler.Situation situation, int reservations) {
        this.situation = situation;
        this.costs = situation.costs();
        this.reservations = reservations;
        ClusterState state = situation.state();
        for (Pool pool : state.pools()) {
            List<NodeShape> nodes = state.nodes().stream()
                    .filter(n -> n.site().equals(pool.site()) && n.type().equals(pool.type()))
                    .toList();
            List<NodeLoad> background = nodes.stream()
                    .map(n -> state.background(n.site(), n.name()))
                    .toList();
            pools.add(new PlainPool(pool.siteShape(), pool.type(), nodes, background));
        }
        for (RunningJob job : state.running()) {
            Allocation held = state.allocation(job.job()).orElseThrow();
            for (WorkerPlacement worker : held.workers()) {
                pool(held).hold(worker.node(), held.gang(), 0, job.expectedEndMillis());
            }
        }
    }

    String plan() {
        return QueueOrder.PRIORITY.order(situation.queue()).stream()
                .map(job -> job.id().name() + " " + decide(job))
                .collect(Collectors.joining("\n"));
    }

    private String decide(JobRequest job) {
        List<Place> candidates = candidates(job);
        if (candidates.isEmpty()) {
            return "never";
        }
        List<Offer> offers = new ArrayList<>();
        List<Place> roomless = new ArrayList<>();
        for (Place candidate : candidates) {
            long runtimeMillis = job.runtimeMillis(candidate.variant());
            Optional<List<Integer>> nodes = candidate.pool().placeNow(job.gang(), runtimeMillis);
            if (nodes.isEmpty()) {
                roomless.add(candidate);
            } else if (cost(job, candidate) instanceof Cost.Priced priced) {
                Place place = new Place(candidate.pool(), candidate.variant(), nodes.get());
                offers.add(new Offer(place, runtimeMillis, priced));
            }
        }
        if (offers.isEmpty()) {
            return refuse(job, roomless);
        }
        Offer best = offers.stream()
                .min(Comparator.comparing((Offer offer) -> offer.cost().ranking())
                        .thenComparingLong(Offer::runtimeMillis))
                .orElseThrow();
        return start(job, best);
    }

    private String start(JobRequest job, Offer best) {
        PlainPool pool = best.place().pool();
        List<WorkerPlacement> workers = new ArrayList<>();
        for (int node : best.place().nodes()) {
            NodeName name = pool.name(node);
            workers.add(new WorkerPlacement(
                    workers.size(), name, job.gang().shape(0).wholeDevices()));
            pool.hold(name, job.gang(), 0, best.runtimeMillis());
        }
        costs = costs.started(new Decision.Start(
                job,
                new Decision.Seat(
                        pool.site().id(),
                        best.place().variant(),
                        job.gang(),
                        workers,
                        best.runtimeMillis(),
                        best.cost()),
                Explanation.NONE));
        return "start " + pool.site().id() + "/" + pool.type() + " "
                + workers.stream().map(w -> w.node().value()).collect(Collectors.joining(","));
    }

    private String refuse(JobRequest job, List<Place> roomless) {
        if (reservations == 0) {
            return roomless.isEmpty() ? "never" : "wait";
        }
        List<Place> sold = roomless.stream()
                .filter(place -> cost(job, place) instanceof Cost.Priced)
                .toList();
        if (sold.isEmpty()) {
            return "never";
        }
        for (int start = 1; start < PlainPool.HORIZON; start++) {
            for (Place place : sold) {
                long runtimeMillis = job.runtimeMillis(place.variant());
                Optional<List<Integer>> nodes = place.pool().placeAt(job.gang(), start, runtimeMillis);
                if (nodes.isPresent()) {
                    for (int node : nodes.get()) {
                        place.pool().hold(place.pool().name(node), job.gang(), start, start + runtimeMillis);
                    }
                    reservations--;
                    return "wait eta=" + start;
                }
            }
        }
        return "wait";
    }

    private List<Place> candidates(JobRequest job) {
        List<Place> places = new ArrayList<>();
        for (PlainPool pool : pools) {
            for (Variant variant : job.variants()) {
                if (variant.type().equals(pool.type())
                        && pool.site().selling()
                        && job.allows(pool.site().id())
                        && job.interruption().graceMillis() <= pool.site().reclaimWithinMillis()
                        && pool.couldEverTake(job.gang())) {
                    places.add(new Place(pool, variant, List.of()));
                }
            }
        }
        return places;
    }

    private Cost cost(JobRequest job, Place place) {
        return costs.cost(job, place.pool().site().id(), place.variant(), 0);
    }

    private PlainPool pool(Allocation held) {
        return pools.stream()
                .filter(p -> p.site().id().equals(held.site()) && p.type().equals(held.type()))
                .findFirst()
                .orElseThrow();
    }

    /** Says how many workers fit without any index; used by {@link PlainPool}. */
    static long workers(Gang gang, long devices, long cpuMillis, long memoryMib) {
        long workers = 0;
        while (workers < gang.workers()
                && (workers + 1) * gang.shape(0).wholeDevices() <= Math.max(0, devices)
                && (workers + 1) * gang.shape(0).cpuMillis() <= Math.max(0, cpuMillis)
                && (workers + 1) * gang.shape(0).memoryMib() <= Math.max(0, memoryMib)) {
            workers++;
        }
        return workers;
    }
}
