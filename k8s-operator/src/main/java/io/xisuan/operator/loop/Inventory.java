package io.xisuan.operator.loop;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.market.Assembled;
import io.xisuan.operator.metering.lifecycle.NodeState;
import io.xisuan.operator.metering.live.NodeLook;
import io.xisuan.operator.metering.live.SiteLook;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.scheduler.cluster.NodeShape;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the sites of one cluster have, for the books of device time. */
final class Inventory {
    private Inventory() {}

    /** Returns the nodes of a cluster that belong to a site, as they are now. */
    static SiteLook of(Assembled market, ObservedCluster cluster) {
        TreeMap<NodeName, ObservedNode> seen = new TreeMap<>();
        cluster.nodes().forEach(node -> seen.put(node.name(), node));
        TreeSet<SiteId> sites = new TreeSet<>();
        // While there is one cluster, all sites are in it; a site whose last node left is still looked at.
        market.sites().forEach(site -> sites.add(new SiteId(site.getMetadata().getName())));
        List<NodeLook> looks = new ArrayList<>();
        for (NodeShape shape : market.nodes()) {
            ObservedNode node = seen.get(shape.name());
            if (node != null) {
                AcceleratorModel.byId(shape.type().id()).ifPresent(model -> looks.add(look(shape.site(), node, model)));
            }
        }
        return new SiteLook(sites, looks);
    }

    private static NodeLook look(SiteId site, ObservedNode node, AcceleratorModel model) {
        String resource = model.vendor().resourceName();
        return new NodeLook(
                site,
                node.name(),
                node.uid(),
                resource,
                model,
                AcceleratorShare.WHOLE,
                Math.toIntExact(node.allocatable().getOrDefault(resource, 0L)),
                Math.toIntExact(node.foreign().devices(resource)),
                state(node));
    }

    private static NodeState state(ObservedNode node) {
        if (!node.ready()) {
            return NodeState.NOT_READY;
        }
        return node.schedulable() ? NodeState.READY : NodeState.CORDONED;
    }
}
