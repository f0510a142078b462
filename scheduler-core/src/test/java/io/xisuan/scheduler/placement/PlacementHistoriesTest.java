package io.xisuan.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.Rational;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RandomNodes;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.CpuArchitecture;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.TopologyWish;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.plan.NodeCounts;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Placement against its rules written down plainly, over seeded random histories of nodes and gangs of all kinds. */
class PlacementHistoriesTest {
    private static final int HISTORIES = 100;
    private static final int EVENTS = 60;

    @Test
    void places_are_those_of_the_plain_rules_and_can_be_taken() {
        int placed = 0;
        int compared = 0;
        for (long seed = 1; seed <= HISTORIES; seed++) {
            History history = new History(new SplittableRandom(seed));
            for (int event = 0; event < EVENTS; event++) {
                history.step("seed %d, event %d".formatted(seed, event), event);
            }
            placed += history.placed;
            compared += history.compared;
        }
        assertThat(placed).as("gangs placed").isGreaterThan(HISTORIES * 5);
        assertThat(compared).as("gangs compared").isGreaterThan(HISTORIES * 5);
    }

    private static final class History {
        private final SplittableRandom random;
        private final List<NodeShape> nodes;
        private final ClusterState state;
        private final Placement placement;
        private int placed;
        private int compared;

        History(SplittableRandom random) {
            this.random = random;
            this.nodes = RandomNodes.nodes(random, 9);
            this.state = ClusterState.of(
                    RandomNodes.SITES.stream().map(SiteShape::of).toList(), nodes);
            this.placement = new Placement(state);
            state.setHeadroom(RandomNodes.SITES.getFirst(), RandomNodes.TYPES.getFirst(), random.nextInt(5));
        }

        void step(String when, int event) {
            NodeShape node = nodes.get(random.nextInt(nodes.size()));
            if (random.nextInt(5) == 0) {
                state.setCordoned(node.site(), node.name(), random.nextInt(3) == 0);
            } else if (random.nextInt(4) == 0 && state.runningCount() > 0) {
                state.end(state.running()
                        .get(random.nextInt(state.runningCount()))
                        .job());
            } else {
                place(when, event);
            }
        }

        private void place(String when, int event) {
            Pool pool = state.pools().get(random.nextInt(state.pools().size()));
            PlacementWish wish = wish(pool, RandomNodes.gang(random));
            int odd = random.nextInt(4);
            NodeLimit limit = (node, shape, most) -> odd == 0 && node % 3 == 0 ? Math.min(most, 1) : most;
            String what = when + ": " + wish + " in " + pool;
            long freeBefore = pool.freeDevices();
            Optional<Places> places = placement.place(pool, wish, limit);
            assertThat(pool.freeDevices()).as(what).isEqualTo(freeBefore);
            boolean takesParts = wish.gang().roles().stream()
                    .anyMatch(role -> role.shape().accelerators().isPart());
            if (wish.gang().isUniform() && !takesParts) {
                compared++;
                assertThat(places.map(History::byNode))
                        .as(what)
                        .isEqualTo(new PlainPlacement(pool, wish, limit).place());
            } else if (wish.gang().isUniform() && places.isEmpty()) {
                assertThat(lacksRoom(pool, wish, limit)).as(what).isTrue();
            }
            checksCounts(pool, wish, limit, what);
            places.ifPresent(found -> take(pool, wish, found, event, what));
        }

        private static SortedMap<Integer, Integer> byNode(Places places) {
            SortedMap<Integer, Integer> workers = new TreeMap<>();
            places.shares().forEach(share -> workers.merge(share.node(), share.workers(), Integer::sum));
            return workers;
        }

        private PlacementWish wish(Pool pool, Gang gang) {
            Optional<CpuArchitecture> built =
                    random.nextInt(3) == 0 ? Optional.of(CpuArchitecture.AMD64) : Optional.empty();
            TopologyLevel level = List.of(TopologyLevel.values()).get(random.nextInt(4));
            TreeSet<NodeName> avoided = new TreeSet<>();
            if (random.nextInt(4) == 0) {
                avoided.add(pool.nodeName(random.nextInt(pool.firstNode(), pool.endNode())));
            }
            return new PlacementWish(
                    gang,
                    new Variant(pool.type(), built, Rational.ONE),
                    new TopologyWish(level, random.nextBoolean()),
                    avoided);
        }

        /** A uniform gang is refused only when no domain of the widest level takes it within what may be sold. */
        private boolean lacksRoom(Pool pool, PlacementWish wish, NodeLimit limit) {
            int workers = wish.gang().workers();
            Search search =
                    new Search(pool, wish, limit, wish.gang().roles().getFirst().shape(), List.of());
            TopologyLevel widest = wish.topology().required() ? wish.topology().level() : TopologyLevel.SITE;
            for (int domain = pool.firstDomain(widest); domain < pool.endDomain(widest); domain++) {
                long room = 0;
                for (int node = pool.domainFirst(widest, domain); node < pool.domainEnd(widest, domain); node++) {
                    room += search.workers(node, workers);
                }
                if (room >= workers && pool.sellableDevices() >= workers) {
                    return false;
                }
            }
            return true;
        }

        private void checksCounts(Pool pool, PlacementWish wish, NodeLimit limit, String what) {
            NodeCounts counts = placement.counts(pool, wish, limit);
            int refused =
                    counts.refused().values().stream().mapToInt(count -> count).sum();
            assertThat(counts.fitting() + refused).as(what).isEqualTo(pool.endNode() - pool.firstNode());
            assertThat(counts.refused().getOrDefault(NodeCounts.Lack.CORDONED, 0))
                    .as(what)
                    .isEqualTo((int) nodes.stream()
                            .filter(node -> node.site().equals(pool.site())
                                    && node.type().equals(pool.type()))
                            .filter(node -> pool.isCordoned(state.nodeOf(node.site(), node.name())))
                            .count());
        }

        private void take(Pool pool, PlacementWish wish, Places places, int event, String what) {
            placed++;
            List<WorkerPlacement> workers = places.workers(pool);
            JobId id = new JobId("ns", "j" + event, "u" + event);
            JobRequest request =
                    JobRequest.of(id, new TenantId("t"), wish.gang(), List.of(wish.variant()), Times.of(0, 1));
            long sellable = pool.sellableDevices();
            long sold = pool.soldDevices();
            state.start(
                    RunningJob.of(request, new Allocation(id, pool.site(), pool.type(), wish.gang(), workers), 0, 1));
            assertThat(pool.soldDevices() - sold).as(what).isLessThanOrEqualTo(sellable);
            if (wish.topology().required()) {
                TopologyLevel level = wish.topology().level();
                assertThat(places.shares().stream()
                                .map(share -> pool.domain(level, share.node()))
                                .distinct())
                        .as(what)
                        .hasSize(1);
            }
        }
    }
}
