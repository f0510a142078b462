package io.xisuan.scheduler.twin;

import io.xisuan.model.NodeName;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.TopologyWish;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.demand.WorkerShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Where a gang goes in a pool: every domain of every level, every node, one after the other. */
final class PlainPlacement {
    private final PlainPool pool;
    private final Wish wish;
    private final Limit limit;

    /** How many of {@code most} workers a node may be given. */
    interface Limit {
        Limit NONE = (node, shape, most) -> most;

        int workers(PlainNode node, WorkerShape shape, int most);
    }

    /** A gang that is not elastic, as a variant. */
    record Wish(Gang gang, Variant variant, TopologyWish topology, Set<NodeName> avoided) {
        static Wish of(JobRequest job, Gang gang, Variant variant) {
            return new Wish(gang, variant, job.wishes().topology(), job.wishes().avoided());
        }

        TopologyLevel widest() {
            return topology.required() ? topology.level() : TopologyLevel.SITE;
        }

        boolean admits(PlainNode node) {
            return !avoided.contains(node.shape().name()) && runsOn(node);
        }

        boolean runsOn(PlainNode node) {
            return variant.architecture()
                    .map(built -> built == node.shape().traits().architecture())
                    .orElse(true);
        }
    }

    /** Workers held for a moment. */
    static final class Trial {
        private record Step(PlainNode node, PlainNode.Held held) {}

        private final List<Step> steps = new ArrayList<>();

        WorkerPlacement take(PlainNode node, WorkerShape shape, int rank) {
            WorkerPlacement at = node.next(shape, rank);
            PlainNode.Held held = new PlainNode.Held(JobLine.id("trial"), shape, at, Long.MAX_VALUE);
            node.hold(held);
            steps.add(new Step(node, held));
            return at;
        }

        void undo() {
            steps.reversed().forEach(step -> step.node().held().removeLast());
            steps.clear();
        }
    }

    PlainPlacement(PlainPool pool, Wish wish, Limit limit) {
        this.pool = pool;
        this.wish = wish;
        this.limit = limit;
    }

    /** Returns the spots of the gang now, within what may be sold. */
    Optional<List<Spot>> place() {
        if (wish.gang().devices() > pool.sellable()) {
            return Optional.empty();
        }
        for (TopologyLevel level : TopologyLevel.values()) {
            if (level.compareTo(wish.widest()) <= 0) {
                Optional<List<Spot>> spots = level == TopologyLevel.NODE ? onOneNode() : inDomain(level);
                if (spots.isPresent()) {
                    return spots;
                }
            }
        }
        return Optional.empty();
    }

    private List<Integer> order() {
        return IntStream.range(0, wish.gang().roles().size())
                .boxed()
                .sorted(Comparator.comparingInt(
                        role -> -size(wish.gang().roles().get(role))))
                .toList();
    }

    private static int size(Role role) {
        Accelerators each = role.shape().accelerators();
        return each.isPart() ? 1 : 2 * each.wholeDevices();
    }

    private Role first() {
        return wish.gang().roles().get(order().getFirst());
    }

    private int fit(PlainNode node, WorkerShape shape, int most) {
        int fit = wish.admits(node) ? node.fit(shape, most) : 0;
        return fit == 0 ? 0 : Math.min(fit, limit.workers(node, shape, fit));
    }

    private Optional<List<Spot>> onOneNode() {
        List<PlainNode> nodes = new ArrayList<>(pool.nodes());
        int workers = first().maxWorkers();
        nodes.removeIf(node -> fit(node, first().shape(), workers) < workers);
        nodes.sort(Comparator.comparingInt((PlainNode node) -> node.newlyOpened(first().shape(), workers))
                .thenComparingInt(PlainNode::freeDevices));
        return nodes.stream().flatMap(node -> gathered(List.of(node)).stream()).findFirst();
    }

    private Optional<List<Spot>> inDomain(TopologyLevel level) {
        List<List<PlainNode>> domains = new ArrayList<>(pool.domains(level));
        if (level != TopologyLevel.SITE) {
            domains.removeIf(domain -> room(domain) < first().maxWorkers());
            domains.sort(Comparator.comparingLong(this::room));
        }
        return domains.stream().flatMap(domain -> gathered(domain).stream()).findFirst();
    }

    private long room(List<PlainNode> domain) {
        int each = first().shape().wholeDevices();
        return domain.stream()
                .mapToLong(
                        node -> each > 0 ? node.freeDevices() / each : fit(node, first().shape(), first().maxWorkers()))
                .sum();
    }

    private Optional<List<Spot>> gathered(List<PlainNode> range) {
        Trial trial = new Trial();
        List<Spot> all = new ArrayList<>();
        try {
            for (int role : order()) {
                Optional<List<Spot>> spots = new PlainGathering(range, role, used(all)).spots();
                if (spots.isEmpty()) {
                    return Optional.empty();
                }
                all.addAll(spots.get());
                for (Spot spot : spots.get()) {
                    for (int i = 0; i < spot.workers(); i++) {
                        trial.take(spot.node(), wish.gang().roles().get(role).shape(), i);
                    }
                }
            }
            return Optional.of(all);
        } finally {
            trial.undo();
        }
    }

    private static List<PlainNode> used(List<Spot> spots) {
        return spots.stream().map(Spot::node).distinct().toList();
    }

    /** One role's workers in a range of nodes, on as few nodes as can be. */
    private final class PlainGathering {
        private final List<PlainNode> range;
        private final int role;
        private final List<PlainNode> used;
        private final WorkerShape shape;
        private final int workers;

        PlainGathering(List<PlainNode> range, int role, List<PlainNode> used) {
            this.range = range;
            this.role = role;
            this.used = used;
            this.shape = wish.gang().roles().get(role).shape();
            this.workers = wish.gang().roles().get(role).maxWorkers();
        }

        Optional<List<Spot>> spots() {
            Optional<List<Spot>> few = onFewNodes();
            if (few.isEmpty() || opened(few.get()) <= pool.sellable()) {
                return few;
            }
            return thrifty().filter(spots -> opened(spots) <= pool.sellable());
        }

        private long opened(List<Spot> spots) {
            return spots.stream()
                    .mapToLong(spot -> spot.node().newlyOpened(shape, spot.workers()))
                    .sum();
        }

        private Optional<List<Spot>> onFewNodes() {
            List<PlainNode> left = new ArrayList<>(range);
            left.removeIf(node -> fit(node, shape, workers) == 0);
            left.sort(Comparator.comparingInt((PlainNode node) -> -fit(node, shape, workers))
                    .thenComparing(node -> !used.contains(node))
                    .thenComparingInt(node -> node.newlyOpened(shape, fit(node, shape, workers)))
                    .thenComparingInt(PlainNode::freeDevices));
            List<PlainNode> others = new ArrayList<>(range);
            List<Spot> spots = new ArrayList<>();
            int rest = workers;
            for (PlainNode node : left) {
                int fit = fit(node, shape, workers);
                if (fit >= rest) {
                    spots.add(new Spot(role, fullest(others, rest), rest));
                    return Optional.of(spots);
                }
                spots.add(new Spot(role, node, fit));
                others.remove(node);
                rest -= fit;
            }
            return Optional.empty();
        }

        private PlainNode fullest(List<PlainNode> nodes, int some) {
            return nodes.stream()
                    .filter(node -> fit(node, shape, some) >= some)
                    .min(Comparator.comparing((PlainNode node) -> !used.contains(node))
                            .thenComparingInt(node -> node.newlyOpened(shape, some))
                            .thenComparingInt(PlainNode::freeDevices))
                    .orElseThrow();
        }

        /** What opens nothing first, then the devices that take most workers each. */
        private Optional<List<Spot>> thrifty() {
            List<Spot> steps = new ArrayList<>();
            for (PlainNode node : range) {
                int fit = fit(node, shape, workers);
                for (int before = 0; before < fit; ) {
                    int some = before + 1;
                    while (some < fit && node.newlyOpened(shape, some + 1) == node.newlyOpened(shape, before + 1)) {
                        some++;
                    }
                    boolean opens = node.newlyOpened(shape, before + 1) > 0;
                    steps.add(new Spot(opens ? 1 : 0, node, some - before));
                    before = some;
                }
            }
            steps.sort(Comparator.comparingInt(Spot::role)
                    .thenComparingInt(step -> -step.workers())
                    .thenComparingInt(step -> step.node().freeDevices()));
            List<Spot> spots = new ArrayList<>();
            int rest = workers;
            for (PlainNode node : range) {
                int given = 0;
                int left = workers;
                for (Spot step : steps) {
                    int some = Math.min(left, step.workers());
                    given += step.node() == node ? some : 0;
                    left -= some;
                }
                if (given > 0) {
                    spots.add(new Spot(role, node, given));
                    rest -= given;
                }
            }
            return rest > 0 ? Optional.empty() : Optional.of(spots);
        }
    }

    /** Says whether the gang could be placed if nobody held anything, all nodes were open and nothing was kept or avoided. */
    static boolean fitsWhenEmpty(PlainPool pool, Wish wish) {
        Wish anywhere = new Wish(wish.gang(), wish.variant(), wish.topology(), Set.of());
        List<PlainNode> empty = pool.nodes().stream()
                .map(node -> new PlainNode(node.shape(), NodeLoad.NONE, false, false))
                .toList();
        return new PlainPlacement(new PlainPool(pool.site(), pool.type(), empty, 0), anywhere, Limit.NONE)
                .place()
                .isPresent();
    }
}
