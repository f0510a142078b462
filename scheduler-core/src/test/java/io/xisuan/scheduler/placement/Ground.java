package io.xisuan.scheduler.placement;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.cluster.Capacity;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.DeviceMode;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.NodeTraits;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.CpuArchitecture;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.TopologyWish;
import io.xisuan.scheduler.demand.Variant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One pool of nodes with 8 devices, 8 cores and 800 MiB each, and where gangs go there, as text. */
final class Ground {
    static final SiteId SITE = new SiteId("s");
    static final DeviceType TYPE = new DeviceType("t");
    static final Variant ANY = Variant.of(TYPE);

    final ClusterState state;
    final Pool pool;
    final Placement placement;

    private Ground(List<NodeShape> nodes, int headroom) {
        state = ClusterState.of(List.of(SiteShape.of(SITE, Map.of(TYPE, headroom), 0, true)), nodes);
        pool = state.pools().getFirst();
        placement = new Placement(state);
    }

    /** Nodes n0, n1, ... with so many free devices. */
    static Ground free(int... free) {
        return of(0, NodeTraits.PLAIN, free);
    }

    static Ground of(int headroom, NodeTraits traits, int... free) {
        List<NodeShape> nodes = new ArrayList<>();
        for (int i = 0; i < free.length; i++) {
            nodes.add(node("n" + i, traits, free[i]));
        }
        return new Ground(nodes, headroom);
    }

    /** Racks r0, r1, ... of nodes r0n0, r0n1, ... with so many free devices; no two neighbours share a switch. */
    static Ground racks(int[]... free) {
        List<NodeShape> nodes = new ArrayList<>();
        for (int rack = 0; rack < free.length; rack++) {
            for (int i = 0; i < free[rack].length; i++) {
                nodes.add(node("r" + rack + "n" + i, NodeTraits.inRack("r" + rack), free[rack][i]));
            }
        }
        return new Ground(nodes, 0);
    }

    /** One rack of switches w0, w1, ... of nodes w0n0, w0n1, ... with so many free devices. */
    static Ground switches(int[]... free) {
        List<NodeShape> nodes = new ArrayList<>();
        for (int group = 0; group < free.length; group++) {
            NodeTraits traits = new NodeTraits(CpuArchitecture.AMD64, DeviceMode.WHOLE, "r", "w" + group);
            for (int i = 0; i < free[group].length; i++) {
                nodes.add(node("w" + group + "n" + i, traits, free[group][i]));
            }
        }
        return new Ground(nodes, 0);
    }

    static Ground nodes(List<NodeShape> nodes) {
        return new Ground(nodes, 0);
    }

    static NodeShape node(String name, NodeTraits traits, int free) {
        Capacity capacity = new Capacity(8, 80_000, 8_000, 800, Collections.emptySortedMap());
        return new NodeShape(SITE, new NodeName(name), TYPE, capacity, traits, NodeLoad.ofDevices(8 - free));
    }

    static PlacementWish wish(Gang gang) {
        return PlacementWish.of(gang, ANY);
    }

    static PlacementWish required(TopologyLevel level, Gang gang) {
        return near(new TopologyWish(level, true), gang);
    }

    static PlacementWish preferred(TopologyLevel level, Gang gang) {
        return near(new TopologyWish(level, false), gang);
    }

    private static PlacementWish near(TopologyWish topology, Gang gang) {
        return new PlacementWish(gang, ANY, topology, Collections.emptySortedSet());
    }

    /** Returns the nodes by rank, or "no". */
    String placed(Gang gang) {
        return placed(wish(gang));
    }

    String placed(PlacementWish wish) {
        return text(placement.place(pool, wish, NodeLimit.NONE));
    }

    String text(Optional<Places> places) {
        return places.map(
                        found -> found.workers(pool).stream().map(Ground::text).collect(Collectors.joining(" ")))
                .orElse("no");
    }

    private static String text(WorkerPlacement worker) {
        String slot = worker.slot() == WorkerPlacement.NO_SLOT ? "" : "#" + worker.slot();
        return worker.node().value() + slot + (worker.start() > 0 ? "@" + worker.start() : "");
    }
}
