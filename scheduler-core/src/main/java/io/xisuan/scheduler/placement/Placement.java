package io.xisuan.scheduler.placement;

import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.placement.policy.FleetOutline;
import io.xisuan.scheduler.placement.policy.PolicyBlend;
import io.xisuan.scheduler.plan.NodeCounts;
import java.util.Collections;
import java.util.Optional;

/**
 * Where a gang goes within one pool: whole or not at all, close together, and so that empty nodes stay whole.
 *
 * <p>The narrowest level of the topology at which one domain takes the whole gang wins: one node, else one NVLink domain, else
 * one rack, else the site; a required level is the widest that is tried, a preferred one is what is tried anyway. Of the
 * domains of a level that one is taken which has the least room for the workers of the role placed first (by its free devices
 * alone; for workers without whole devices by the workers that its nodes take), ties to the first. Within it the workers go on
 * as few nodes as can be: until one node takes all the rest, to the node that takes most; of equals, and where one takes all
 * the rest, to the fullest, see {@link Search}.
 *
 * <p>Several roles are placed one after the other, the one with the most devices a worker first. A uniform gang that can be
 * placed at all is placed; with several roles this is a greedy search, so a gang may be refused for which another order of
 * roles or another choice of nodes would have found room.
 *
 * <p>For one state and one thread.
 */
public final class Placement {
    private final ClusterState state;
    private final Optional<PolicyNodes> policy;
    private final Taken taken;
    private Optional<Placement> whenEmpty = Optional.empty();

    /** Places by the rules above alone. */
    public Placement(ClusterState state) {
        this(state, Optional.empty());
    }

    /**
     * Places by a policy what one node takes: workers of one shape go to the node with the best score, of equals the first. What
     * must spread, and a gang of several roles, is placed by the rules above.
     */
    public Placement(ClusterState state, PolicyBlend policy, FleetOutline fleet) {
        this(state, Optional.of(new PolicyNodes(policy, fleet)));
    }

    private Placement(ClusterState state, Optional<PolicyNodes> policy) {
        this.state = state;
        this.policy = policy;
        this.taken = new Taken(state.nodes().size());
    }

    /** Returns the places of a gang (of an elastic one with all its workers) that can start now within what may be sold, or empty. */
    public Optional<Places> place(Pool pool, PlacementWish wish, NodeLimit limit) {
        PlacementWish whole = wish.gang().isElastic() ? wish.with(wish.gang().largest()) : wish;
        return whole.gang().devices() > pool.sellableDevices()
                ? Optional.empty()
                : narrowest(pool, whole, new Assembly(pool, whole, limit, taken, policy));
    }

    private Optional<Places> narrowest(Pool pool, PlacementWish wish, Assembly assembly) {
        Range all = new Range(pool.firstNode(), pool.endNode());
        for (TopologyLevel level : TopologyLevel.values()) {
            if (level.compareTo(widest(wish)) > 0) {
                return Optional.empty();
            }
            Optional<Places> places = switch (level) {
                case NODE -> assembly.onOneNode(all);
                case NVLINK, RACK -> inDomain(pool, level, wish, assembly);
                case SITE -> assembly.gathered(all);
            };
            if (places.isPresent() || wish.gang().workers() == 1) {
                return places;
            }
        }
        return Optional.empty();
    }

    private static TopologyLevel widest(PlacementWish wish) {
        return wish.topology().required() ? wish.topology().level() : TopologyLevel.SITE;
    }

    private static Optional<Places> inDomain(Pool pool, TopologyLevel level, PlacementWish wish, Assembly assembly) {
        int domains = pool.endDomain(level) - pool.firstDomain(level);
        if (domains == pool.endNode() - pool.firstNode() || (domains == 1 && level != widest(wish))) {
            return Optional.empty();
        }
        DomainOrder order =
                new DomainOrder(pool, level, assembly.search(), assembly.first().maxWorkers());
        for (int domain = order.next(); domain >= 0; domain = order.next()) {
            Optional<Places> places =
                    assembly.gathered(new Range(pool.domainFirst(level, domain), pool.domainEnd(level, domain)));
            if (places.isPresent()) {
                return places;
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the places of an elastic gang with as many workers as can start now, or empty when not even its fewest can.
     *
     * <p>The most is found by halving where fewer workers always fit when more do: in uniform gangs.
     */
    public Optional<Places> placeElastic(Pool pool, PlacementWish wish, NodeLimit limit) {
        Optional<Role> elastic =
                wish.gang().roles().stream().filter(Role::isElastic).findFirst();
        if (elastic.isEmpty()) {
            return place(pool, wish, limit);
        }
        Optional<Places> most = place(pool, wish, limit);
        if (most.isPresent()) {
            return most;
        }
        int least = elastic.get().minWorkers();
        int below = elastic.get().maxWorkers();
        return wish.gang().isUniform()
                ? halving(pool, wish, limit, least, below)
                : descending(pool, wish, limit, least, below);
    }

    private Optional<Places> halving(Pool pool, PlacementWish wish, NodeLimit limit, int least, int below) {
        Optional<Places> best = place(pool, wish.with(wish.gang().sized(least)), limit);
        int fits = least;
        int not = best.isPresent() ? below : least;
        while (fits + 1 < not) {
            int middle = fits + (not - fits) / 2;
            Optional<Places> places = place(pool, wish.with(wish.gang().sized(middle)), limit);
            best = places.isPresent() ? places : best;
            fits = places.isPresent() ? middle : fits;
            not = places.isPresent() ? not : middle;
        }
        return best;
    }

    private Optional<Places> descending(Pool pool, PlacementWish wish, NodeLimit limit, int least, int below) {
        for (int workers = below - 1; workers >= least; workers--) {
            Optional<Places> places = place(pool, wish.with(wish.gang().sized(workers)), limit);
            if (places.isPresent()) {
                return places;
            }
        }
        return Optional.empty();
    }

    /**
     * Says whether a gang, of an elastic one its smallest, could be placed if nobody held anything of the pool and all its nodes
     * were open. Headroom and avoided nodes are left out: they change, so a gang that they keep out may start later.
     */
    public boolean fitsWhenEmpty(Pool pool, PlacementWish wish) {
        Gang smallest = wish.gang().smallest();
        return smallest.isUniform()
                ? EmptyPool.fits(pool, wish.with(smallest))
                : whenEmpty().placesWhenEmpty(pool, wish.with(smallest));
    }

    private Placement whenEmpty() {
        if (whenEmpty.isEmpty()) {
            whenEmpty = Optional.of(new Placement(state.emptied()));
        }
        return whenEmpty.orElseThrow();
    }

    private boolean placesWhenEmpty(Pool pool, PlacementWish wish) {
        PlacementWish anywhere =
                new PlacementWish(wish.gang(), wish.variant(), wish.topology(), Collections.emptySortedSet());
        return place(state.pools().get(pool.index()), anywhere, NodeLimit.NONE).isPresent();
    }

    /** Counts the nodes of the pool by why they do not take a worker (of the role placed first) now. */
    public NodeCounts counts(Pool pool, PlacementWish wish, NodeLimit limit) {
        Gang gang = wish.gang().smallest();
        Assembly assembly = new Assembly(pool, wish.with(gang), limit, taken, Optional.empty());
        return new Refusals(pool, wish.with(gang), limit, assembly).counts();
    }
}
