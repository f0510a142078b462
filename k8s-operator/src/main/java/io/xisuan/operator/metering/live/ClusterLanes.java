package io.xisuan.operator.metering.live;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.device.DevicePart;
import io.xisuan.operator.metering.lifecycle.NodeLanes;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The lanes of all nodes, each resource by itself. */
final class ClusterLanes {
    /** The lanes of one resource on one node. */
    record Key(SiteId site, NodeName node, String resource) {
        String lane(int ordinal) {
            return resource + "/" + ordinal;
        }
    }

    static final Comparator<Key> ORDER =
            Comparator.comparing(Key::site).thenComparing(Key::node).thenComparing(Key::resource);

    private static final Pattern ORDINAL = Pattern.compile("[0-9]{1,9}");

    private final TreeMap<Key, NodeLanes> nodes = new TreeMap<>(ORDER);

    /** Takes what the journal already has of a lane; the pod is blank where it is not known or gone. */
    void recorded(UsageInterval usage, String podUid) {
        int slash = usage.lane().lastIndexOf('/');
        String ordinal = usage.lane().substring(slash + 1);
        if (slash > 0 && ORDINAL.matcher(ordinal).matches()) {
            of(new Key(usage.site(), usage.node(), usage.lane().substring(0, slash)))
                    .recorded(Integer.parseInt(ordinal), podUid, usage.interval(), usage.share());
        }
    }

    NodeLanes of(Key key) {
        return nodes.computeIfAbsent(key, node -> new NodeLanes(DevicePart.unit(node.resource())));
    }

    void forgetBefore(long millis) {
        nodes.values().forEach(lanes -> lanes.forgetBefore(millis));
        nodes.values().removeIf(NodeLanes::isEmpty);
    }
}
