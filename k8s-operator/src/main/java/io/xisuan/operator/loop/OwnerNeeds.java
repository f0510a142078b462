package io.xisuan.operator.loop;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.NodeLoad;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is kept for the owners of sites beyond the headroom that these state.
 *
 * @param kept how many devices are not for sale at least, because somebody asked for it
 * @param awaited devices of nodes that pods of owners wait for
 */
record OwnerNeeds(SortedMap<SitePool, Integer> kept, List<Awaited> awaited) {
    /** Nothing. */
    static final OwnerNeeds NONE = new OwnerNeeds(new TreeMap<>(), List.of());

    /**
     * Devices of a node that a pod of its owner waits for, and that nobody else takes until it is bound.
     *
     * @param ofDevices how many the node has
     */
    record Awaited(SiteId site, NodeName node, int devices, int ofDevices) {}

    OwnerNeeds {
        kept = Collections.unmodifiableSortedMap(new TreeMap<>(kept));
        awaited = List.copyOf(awaited);
    }

    /** Takes it off what may be sold. */
    void applyTo(ClusterState state) {
        kept.forEach((where, devices) -> state.pool(where.site(), where.type())
                .filter(pool -> pool.headroomDevices() < devices)
                .ifPresent(pool ->
                        state.setHeadroom(where.site(), where.type(), (int) Math.min(devices, pool.totalDevices()))));
        for (Awaited need : awaited) {
            if (state.hasNode(need.site(), need.node())) {
                await(state, need);
            }
        }
    }

    private static void await(ClusterState state, Awaited need) {
        NodeLoad held = state.background(need.site(), need.node());
        int devices = Math.min(need.ofDevices(), held.devices() + need.devices());
        state.setBackground(
                need.site(),
                need.node(),
                new NodeLoad(Math.max(held.devices(), devices), held.cpuMillis(), held.memoryMib()));
    }
}
