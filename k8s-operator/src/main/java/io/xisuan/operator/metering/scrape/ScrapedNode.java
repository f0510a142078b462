package io.xisuan.operator.metering.scrape;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.observe.ObservedNode;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A node as discovery sees it.
 *
 * @param address where it is reached
 * @param resources the device resources that it has
 * @param annotation where its exporters answer, as its annotation says
 */
public record ScrapedNode(
        SiteId site,
        NodeName name,
        Optional<String> address,
        SortedSet<String> resources,
        SortedMap<String, String> labels,
        Optional<String> annotation) {
    public ScrapedNode {
        resources = Collections.unmodifiableSortedSet(new TreeSet<>(resources));
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** Returns an observed node of a site; resources of device plugins are those with a domain. */
    public static ScrapedNode of(SiteId site, ObservedNode node) {
        TreeSet<String> devices = new TreeSet<>(node.allocatable().keySet());
        devices.removeIf(resource -> resource.indexOf('/') < 0);
        return new ScrapedNode(site, node.name(), node.address(), devices, node.labels(), node.exporters());
    }
}
