package io.xisuan.operator.loop;

import io.xisuan.model.NodeName;
import io.xisuan.operator.market.Assembled;
import io.xisuan.operator.metering.scrape.Exporters;
import io.xisuan.operator.metering.scrape.ScrapedNode;
import io.xisuan.operator.metering.scrape.TargetDiscovery;
import io.xisuan.operator.observe.ExporterPods;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.scheduler.cluster.NodeShape;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out, every few seconds, which agents and exporters the nodes of all sites have, and has them asked. */
final class Asking {
    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);
    private static final long EVERY_MILLIS = 5_000;

    /** Problems name addresses and pods, which come and go. */
    private static final int MOST_SAID = 1_000;

    private final Exporters exporters;
    private final ExporterPods pods;
    private final EvidenceDesk desk;
    private final TreeSet<String> said = new TreeSet<>();
    private long foundMillis;

    Asking(Exporters exporters, ExporterPods pods, EvidenceDesk desk) {
        this.exporters = exporters;
        this.pods = pods;
        this.desk = desk;
    }

    EvidenceDesk desk() {
        return desk;
    }

    void tend(Assembled market, List<ObservedCluster> clusters, long nowMillis) {
        if (nowMillis - foundMillis < EVERY_MILLIS) {
            return;
        }
        foundMillis = nowMillis;
        TreeMap<NodeName, ObservedNode> seen = new TreeMap<>();
        clusters.forEach(cluster -> cluster.nodes().forEach(node -> seen.put(node.name(), node)));
        List<ScrapedNode> nodes = new ArrayList<>();
        for (NodeShape shape : market.nodes()) {
            ObservedNode node = seen.get(shape.name());
            if (node != null) {
                nodes.add(ScrapedNode.of(shape.site(), node));
            }
        }
        TargetDiscovery.Found found = TargetDiscovery.find(exporters, nodes, pods.pods());
        if (said.size() > MOST_SAID) {
            said.clear();
        }
        found.problems().stream().filter(said::add).forEach(problem -> LOG.warn("exporters: {}", problem));
        desk.ask(found.targets());
    }
}
