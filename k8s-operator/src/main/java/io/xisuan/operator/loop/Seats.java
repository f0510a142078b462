package io.xisuan.operator.loop;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.device.HamiNames;
import io.xisuan.operator.device.NodeMode;
import io.xisuan.operator.device.Seat;
import io.xisuan.operator.market.Assembled;
import io.xisuan.scheduler.cluster.DeviceMode;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** How the nodes of a cycle give their devices, so that a placement is kept with what its pod has to ask for. */
record Seats(SortedMap<Key, NodeShape> nodes) {
    static final Seats NONE = new Seats(new TreeMap<>());

    record Key(SiteId site, NodeName node) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::site).thenComparing(Key::node);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** Takes the nodes that give their devices otherwise than a plain device plugin: those that are not here do it so. */
    static Seats of(Assembled market) {
        TreeMap<Key, NodeShape> nodes = new TreeMap<>();
        for (NodeShape node : market.nodes()) {
            if (node.traits().mode() != DeviceMode.WHOLE) {
                nodes.put(new Key(node.site(), node.name()), node);
            }
        }
        return new Seats(nodes);
    }

    /** Returns the text of a worker's seat. */
    String of(SiteId site, WorkerPlacement worker) {
        Optional<NodeShape> node = Optional.ofNullable(nodes.get(new Key(site, worker.node())));
        return node.map(known -> seat(known, worker).text()).orElse("");
    }

    private static Seat seat(NodeShape node, WorkerPlacement worker) {
        NodeMode mode = NodeMode.of(node.traits().mode());
        String word = mode == NodeMode.HAMI
                ? HamiNames.word(
                        AcceleratorModel.parse(node.type().id()).vendor(),
                        new TreeSet<>(node.capacity().others().keySet()))
                : "";
        return new Seat(mode, word, worker.slot(), worker.start());
    }
}
