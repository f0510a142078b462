package io.xisuan.operator.loop;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.device.DevicePart;
import io.xisuan.operator.device.NodeMode;
import io.xisuan.operator.device.NodeOffer;
import io.xisuan.operator.market.Assembled;
import io.xisuan.operator.metering.lifecycle.NodeState;
import io.xisuan.operator.metering.live.NodeLook;
import io.xisuan.operator.metering.live.SiteLook;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.operator.translate.NodeTranslation;
import io.xisuan.scheduler.cluster.NodeShape;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the sites of one cluster have, for the books of device time. */
final class Inventory {
    /** More devices than any node has. */
    private static final int MOST_HELD = 1_000_000;

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
                AcceleratorModel.byId(shape.type().id()).ifPresent(model -> add(shape.site(), node, model, looks));
            }
        }
        return new SiteLook(sites, looks);
    }

    /** Adds the lanes of a node: its devices, and of each profile its MIG instances, which are lanes of their own. */
    private static void add(SiteId site, ObservedNode node, AcceleratorModel model, List<NodeLook> looks) {
        NodeOffer offer = NodeTranslation.offer(model, node);
        String devices = model.vendor().resourceName();
        boolean mig = offer.mode() == NodeMode.MIG;
        int whole = mig ? offer.whole() : offer.devices();
        if (!mig || whole > 0) {
            long foreign = mig ? node.foreign().devices(devices) : offer.held(model, node.foreign()::devices);
            looks.add(look(site, node, model, new Lanes(devices, AcceleratorShare.WHOLE, whole, held(foreign))));
        }
        offer.instances().forEach((profile, count) -> {
            String resource = DevicePart.resource(profile);
            looks.add(look(
                    site,
                    node,
                    model,
                    new Lanes(
                            resource,
                            DevicePart.unit(resource),
                            count,
                            held(node.foreign().devices(resource)))));
        });
    }

    /** What others hold beyond what there is stands in the books as overcommitted; anyone may ask for anything. */
    private static int held(long foreign) {
        return (int) Math.min(foreign, MOST_HELD);
    }

    private record Lanes(String resource, AcceleratorShare each, int healthy, int foreign) {}

    private static NodeLook look(SiteId site, ObservedNode node, AcceleratorModel model, Lanes lanes) {
        return new NodeLook(
                site,
                node.name(),
                node.uid(),
                lanes.resource(),
                model,
                lanes.each(),
                lanes.healthy(),
                lanes.foreign(),
                state(node));
    }

    private static NodeState state(ObservedNode node) {
        if (!node.ready()) {
            return NodeState.NOT_READY;
        }
        return node.schedulable() ? NodeState.READY : NodeState.CORDONED;
    }
}
