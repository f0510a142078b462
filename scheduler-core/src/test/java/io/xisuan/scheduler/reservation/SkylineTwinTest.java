package io.xisuan.scheduler.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.Capacity;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.HeadroomStep;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.NodeTraits;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.TopologyWish;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.placement.PlacementWish;
import io.xisuan.scheduler.placement.Places;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The skyline against its plain twin over seeded random pools: ends, calendars, racks, roles, closed and avoided nodes. */
class SkylineTwinTest {
    private static final int SITUATIONS = 2_000;
    private static final int NOW = 10;
    private static final SiteId SITE = new SiteId("s");
    private static final DeviceType TYPE = new DeviceType("t");
    private static final Variant VARIANT = Variant.of(TYPE);

    @Test
    void reservations_made_one_after_the_other_agree() {
        int found = 0;
        for (long seed = 1; seed <= SITUATIONS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ClusterState state = state(random);
            Pool pool = state.pools().getFirst();
            Skyline fast = new Future(state, NOW).skyline(pool);
            PlainSkyline plain = new PlainSkyline(pool, state.running(), NOW);
            for (int job = 0; job < 4; job++) {
                PlacementWish wish = wish(random);
                int run = random.nextInt(1, 40);
                Optional<Reservation> told = fast.earliest(wish, run, NOW + 1);
                Optional<Reservation> expected = plain.earliest(wish, run, NOW + 1);
                assertThat(told.map(Reservation::startMillis))
                        .as("seed %d, job %d: %s for %d", seed, job, wish, run)
                        .isEqualTo(expected.map(Reservation::startMillis));
                assertThat(told.map(Reservation::places))
                        .as("seed %d, job %d: %s for %d", seed, job, wish, run)
                        .isEqualTo(expected.map(Reservation::places));
                told.ifPresent(reservation -> {
                    fast.reserve(reservation, run);
                    plain.reserve(reservation.places(), reservation.startMillis(), run, 1);
                });
                found += told.isPresent() ? 1 : 0;
                assertLimitsAgree(seed, fast, plain, wish(random), run);
            }
        }
        assertThat(found).isGreaterThan(SITUATIONS);
    }

    /** What a uniform gang may take now without delaying what is reserved. */
    private static void assertLimitsAgree(long seed, Skyline fast, PlainSkyline plain, PlacementWish wish, int run) {
        boolean mayNow = fast.at(wish, run, NOW).isPresent();
        assertThat(mayNow)
                .as("seed %d: %s for %d now", seed, wish, run)
                .isEqualTo(plain.at(wish, NOW, run).isPresent());
        if (mayNow) {
            assertThat(fast.maySell(wish.gang(), run)).as("seed %d", seed).isTrue();
            Map<Integer, Integer> byNode = new TreeMap<>();
            for (Places.Share share : fast.at(wish, run, NOW).orElseThrow().shares()) {
                byNode.merge(share.node(), share.workers(), Integer::sum);
            }
            if (wish.gang().isUniform()) {
                byNode.forEach((node, workers) -> assertThat(
                                fast.limit(run).workers(node, wish.gang().shape(0), workers))
                        .as("seed %d: node %d", seed, node)
                        .isEqualTo(workers));
            }
        }
    }

    private static ClusterState state(SplittableRandom random) {
        List<HeadroomStep> calendar = new ArrayList<>();
        for (int step = 0; step < random.nextInt(4); step++) {
            calendar.add(new HeadroomStep(random.nextInt(5, 100), TYPE, random.nextInt(2) * random.nextInt(24)));
        }
        Map<DeviceType, Integer> headroom = random.nextInt(3) == 0 ? Map.of(TYPE, random.nextInt(16)) : Map.of();
        SiteShape site = SiteShape.of(SITE, headroom, 0, true).withCalendar(calendar);
        List<NodeShape> nodes = new ArrayList<>();
        for (int node = 0; node < random.nextInt(1, 7); node++) {
            NodeTraits traits = NodeTraits.inRack("r" + node / 2);
            Capacity capacity = Capacity.of(random.nextInt(5) == 0 ? 4 : 8, random.nextInt(4, 12), 0);
            nodes.add(new NodeShape(SITE, new NodeName("n" + node), TYPE, capacity, traits, NodeLoad.NONE));
        }
        ClusterState state = ClusterState.of(List.of(site), nodes);
        for (NodeShape node : nodes) {
            run(state, node, random);
            if (random.nextInt(12) == 0) {
                state.setCordoned(SITE, node.name(), true);
            }
        }
        return state;
    }

    private static void run(ClusterState state, NodeShape node, SplittableRandom random) {
        int left = node.devices();
        while (left > 0 && random.nextInt(5) > 0) {
            int devices = random.nextInt(1, left + 1);
            left -= devices;
            Gang gang = Gang.of(1, devices, random.nextInt(2), 0);
            JobId id = new JobId("ns", node.name() + "-" + left, "u" + node.name() + left);
            JobRequest job = JobRequest.of(id, new TenantId("t"), gang, List.of(VARIANT), Times.of(0, 1));
            Allocation allocation =
                    new Allocation(id, SITE, TYPE, gang, List.of(new WorkerPlacement(0, node.name(), devices)));
            state.start(RunningJob.of(job, allocation, 0, random.nextInt(NOW + 1, 60)));
        }
    }

    private static PlacementWish wish(SplittableRandom random) {
        Role worker = role("worker", random.nextInt(1, 5), random);
        Gang gang = new Gang(random.nextInt(3) == 0 ? List.of(role("head", 1, random), worker) : List.of(worker));
        TopologyWish topology = random.nextInt(3) == 0
                ? new TopologyWish(
                        random.nextBoolean() ? TopologyLevel.RACK : TopologyLevel.NODE, random.nextInt(4) > 0)
                : TopologyWish.SITE;
        return new PlacementWish(
                gang,
                VARIANT,
                topology,
                new TreeSet<>(random.nextInt(6) == 0 ? List.of(new NodeName("n1")) : List.of()));
    }

    private static Role role(String name, int workers, SplittableRandom random) {
        return new Role(
                name,
                workers,
                workers,
                Gang.of(1, random.nextInt(1, 9), random.nextInt(5), 0).shape(0));
    }
}
