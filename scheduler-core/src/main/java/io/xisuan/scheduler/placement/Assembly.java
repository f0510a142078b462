package io.xisuan.scheduler.placement;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.Trial;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A gang that is put together in a range of nodes, role by role: those with the most devices a worker first, each seeing what
 * those before it took.
 */
final class Assembly {
    private final Pool pool;
    private final PlacementWish wish;
    private final NodeLimit limit;
    private final Taken taken;
    private final Optional<PolicyNodes> policy;
    private final int[] order;

    /**
     * @param policy what chooses the node of a gang that one node takes; empty for the fullest
     */
    Assembly(Pool pool, PlacementWish wish, NodeLimit limit, Taken taken, Optional<PolicyNodes> policy) {
        this.policy = policy;
        this.pool = pool;
        this.wish = wish;
        this.limit = limit;
        this.taken = taken;
        this.order = order(wish.gang().roles());
    }

    private static int[] order(List<Role> roles) {
        return roles.size() == 1
                ? new int[] {0}
                : IntStream.range(0, roles.size())
                        .boxed()
                        .sorted(Comparator.comparingInt(
                                role -> -size(roles.get(role).shape().accelerators())))
                        .mapToInt(role -> role)
                        .toArray();
    }

    /** A part counts less than a whole device and more than none. */
    private static int size(Accelerators each) {
        return each.isPart() ? 1 : 2 * each.wholeDevices();
    }

    /** Returns the role that is placed first. */
    Role first() {
        return wish.gang().roles().get(order[0]);
    }

    /** Returns the nodes as the role that is placed first sees them. */
    Search search() {
        return search(order[0], List.of());
    }

    private Search search(int role, List<Integer> used) {
        return new Search(pool, wish, limit, wish.gang().roles().get(role).shape(), used);
    }

    /** Returns the node of the pool that takes the whole gang, the best by the policy or the fullest, or empty. */
    Optional<Places> onOneNode(Range range) {
        if (order.length == 1) {
            return policy.isPresent() && policy.get().chooses(first())
                    ? byPolicy(policy.get())
                    : gathering(0, List.of()).onOneNode(range).map(this::places);
        }
        Search search = search();
        List<Integer> nodes = new ArrayList<>();
        for (int node = range.first(); node < range.end(); node++) {
            if (search.workers(node, first().maxWorkers()) == first().maxWorkers()) {
                nodes.add(node);
            }
        }
        nodes.sort(Comparator.comparingInt((Integer node) -> search.opened(node, first().maxWorkers()))
                .thenComparingInt(pool::freeDevices));
        for (int node : nodes) {
            Optional<Places> places = roleByRole(new Range(node, node + 1));
            if (places.isPresent()) {
                return places;
            }
        }
        return Optional.empty();
    }

    private Optional<Places> byPolicy(PolicyNodes nodes) {
        int node = nodes.best(search(), wish, first());
        return node < 0
                ? Optional.empty()
                : Optional.of(places(List.of(
                        new Places.Share(0, node, first().maxWorkers(), nodes.device(search(), wish, first(), node)))));
    }

    /** Returns places on as few nodes of the range as can be, or empty. */
    Optional<Places> gathered(Range range) {
        return order.length == 1 ? gathering(0, List.of()).gathered(range).map(this::places) : roleByRole(range);
    }

    private Optional<Places> roleByRole(Range range) {
        List<Places.Share> all = new ArrayList<>();
        List<Integer> used = new ArrayList<>();
        try (Trial trial = pool.trial()) {
            for (int role : order) {
                Optional<List<Places.Share>> shares = gathering(role, used).gathered(range);
                if (shares.isEmpty()) {
                    return Optional.empty();
                }
                for (Places.Share share : shares.get()) {
                    hold(trial, share);
                    if (!used.contains(share.node())) {
                        used.add(share.node());
                    }
                }
                all.addAll(shares.get());
            }
        }
        return Optional.of(places(all));
    }

    private void hold(Trial trial, Places.Share share) {
        for (int worker = 0; worker < share.workers(); worker++) {
            trial.take(share.node(), wish.gang().roles().get(share.role()).shape(), worker);
        }
    }

    private Gathering gathering(int role, List<Integer> used) {
        return new Gathering(search(role, used), role, wish.gang().roles().get(role), taken);
    }

    private Places places(List<Places.Share> shares) {
        return new Places(wish.gang(), shares);
    }
}
