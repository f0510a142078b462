package io.xisuan.operator.loop;

import io.xisuan.billing.store.OwnerReclaim;
import io.xisuan.billing.store.RoomOrder;
import io.xisuan.billing.store.StopOrder;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.NodeName;
import io.xisuan.operator.observe.ForeignWish;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.preemption.NodeReclaim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pods of owners that wait for devices of our sites: each is thought on the node that costs least, and what is free there or comes
 * free is kept for it; only one that kube-scheduler found no room for makes somebody leave.
 */
final class OwnerPods {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerPods.class);
    /** More devices than any node has: anyone may ask for anything. */
    private static final long MOST_DEVICES = 1_000_000;

    private final Sight sight;
    private final Stand stand;
    private final OwnerWaits waits;
    private final TreeMap<String, Map<String, String>> labels = new TreeMap<>();
    private final List<OwnerNeeds.Awaited> awaited = new ArrayList<>();
    private final List<StopOrder> stops = new ArrayList<>();
    private final List<OwnerReclaim> reclaims = new ArrayList<>();
    private final SortedSet<String> waiting = new TreeSet<>();

    /**
     * What was seen.
     *
     * @param awaited what is kept for the pods
     * @param waiting whom, as {@link OwnerReclaim#about} names them
     */
    record Seen(RoomOrder order, List<OwnerNeeds.Awaited> awaited, SortedSet<String> waiting) {}

    private OwnerPods(Sight sight, Stand stand, OwnerWaits waits) {
        this.sight = sight;
        this.stand = stand;
        this.waits = waits;
    }

    static Seen see(Sight sight, Stand stand, OwnerWaits waits) {
        List<ForeignWish> wishes = sight.clusters().stream()
                .flatMap(cluster -> cluster.foreignWishes().stream())
                .sorted(Comparator.comparingLong(ForeignWish::createdMillis).thenComparing(wish -> about(wish)))
                .toList();
        OwnerPods pods = new OwnerPods(sight, stand, waits);
        if (!wishes.isEmpty()) {
            pods.readLabels();
            wishes.forEach(pods::isolated);
        }
        waits.keepOnly(pods.waiting);
        return new Seen(stand.order(pods.stops, pods.reclaims), pods.awaited, pods.waiting);
    }

    static String about(ForeignWish wish) {
        return "%s %s/%s"
                .formatted(wish.pod().uid(), wish.pod().namespace(), wish.pod().name());
    }

    private void readLabels() {
        for (ObservedCluster cluster : sight.clusters()) {
            for (ObservedNode node : cluster.nodes()) {
                labels.put(node.name().value(), node.labels());
            }
        }
    }

    /** One pod that nobody can make sense of is no reason to do nothing for all others. */
    private void isolated(ForeignWish wish) {
        try {
            take(wish);
        } catch (RuntimeException defect) {
            LOG.error("Pod {} of the site waits for devices, and no place is thought for it", wish.pod(), defect);
        }
    }

    private void take(ForeignWish wish) {
        for (Map.Entry<String, Long> asked : wish.devices().entrySet()) {
            List<Pool> pools = pools(asked.getKey());
            if (!pools.isEmpty()) {
                waiting.add(about(wish));
                take(wish, pools, (int) Math.min(asked.getValue(), MOST_DEVICES));
            }
        }
    }

    private List<Pool> pools(String resource) {
        return stand.state().pools().stream()
                .filter(pool -> AcceleratorModel.byId(pool.type().id())
                        .filter(model -> model.vendor().resourceName().equals(resource))
                        .isPresent())
                .toList();
    }

    private void take(ForeignWish wish, List<Pool> pools, int devices) {
        if (wish.nominated().isPresent()) {
            nominated(wish, wish.nominated().get(), pools, devices);
            return;
        }
        if (waits.isGivenBack(about(wish), stand.nowMillis())) {
            return;
        }
        ClusterState state = stand.state();
        long by = Math.max(stand.nowMillis(), wish.createdMillis() + within(pools));
        Optional<NodeReclaim.Chosen> chosen = new NodeReclaim(state, stand.nowMillis())
                .choose(pools, node -> mayTake(wish, pools, node), devices, by);
        chosen.filter(found -> wish.unschedulable() || found.victims().isEmpty())
                .ifPresent(found -> vacate(wish, found, devices, by));
    }

    private long within(List<Pool> pools) {
        return pools.stream()
                .mapToLong(pool -> pool.siteShape().reclaimWithinMillis())
                .min()
                .orElse(0);
    }

    private boolean mayTake(ForeignWish wish, List<Pool> pools, int node) {
        NodeName name = pools.stream()
                .filter(pool -> pool.firstNode() <= node && node < pool.endNode())
                .map(pool -> pool.nodeName(node))
                .findFirst()
                .orElseThrow();
        return labels.getOrDefault(name.value(), Map.of())
                .entrySet()
                .containsAll(wish.nodeSelector().entrySet());
    }

    private void vacate(ForeignWish wish, NodeReclaim.Chosen chosen, int devices, long by) {
        Pool pool = chosen.pool();
        NodeName node = pool.nodeName(chosen.node());
        waits.kept(about(wish), pool.site(), pool.siteShape().reclaimWithinMillis(), stand.nowMillis());
        List<StopOrder> told = stand.stops(
                chosen.victims(),
                "the site's pod %s/%s waits for %d devices of %s at %s"
                        .formatted(wish.pod().namespace(), wish.pod().name(), devices, pool.type(), pool.site()));
        stops.addAll(told);
        if (!told.isEmpty()) {
            note(wish, pool, devices, by, Stand.names(told));
        }
        // What others of its kind find is what this one leaves.
        ClusterState state = stand.state();
        for (RunningJob job : List.copyOf(pool.runningOn(chosen.node()))) {
            boolean leaves = job.leavesMillis().isPresent()
                    || chosen.victims().stream().anyMatch(victim -> victim.job().equals(job.job()));
            if (leaves) {
                state.end(job.job());
            }
        }
        chosen.victims().stream()
                .filter(victim -> state.running(victim.job()).isPresent())
                .forEach(victim -> state.end(victim.job()));
        OwnerNeeds.Awaited need = new OwnerNeeds.Awaited(pool.site(), node, devices, total(pool, chosen.node()));
        awaited.add(need);
        new OwnerNeeds(new TreeMap<>(), List.of(need)).applyTo(state);
    }

    private int total(Pool pool, int node) {
        NodeLoad whole = sight.market().nodes().stream()
                .filter(shape ->
                        shape.site().equals(pool.site()) && shape.name().equals(pool.nodeName(node)))
                .findFirst()
                .orElseThrow()
                .whole();
        return whole.devices();
    }

    /** kube-scheduler evicts for it already, and its devices count as its owner's: only the time is noted. */
    private void nominated(ForeignWish wish, NodeName node, List<Pool> pools, int devices) {
        for (Pool pool : pools) {
            if (stand.state().hasNode(pool.site(), node)) {
                note(
                        wish,
                        pool,
                        devices,
                        wish.createdMillis() + pool.siteShape().reclaimWithinMillis(),
                        "");
                return;
            }
        }
    }

    private void note(ForeignWish wish, Pool pool, int devices, long by, String stopped) {
        reclaims.add(new OwnerReclaim(
                OwnerReclaim.Cause.POD,
                about(wish),
                pool.site(),
                pool.type().id(),
                devices,
                wish.createdMillis(),
                by,
                stopped,
                OptionalLong.empty()));
    }
}
