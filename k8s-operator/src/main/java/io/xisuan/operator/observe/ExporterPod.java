package io.xisuan.operator.observe;

import io.xisuan.model.NodeName;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pod that may be an exporter, as it was last listed.
 *
 * @param name namespace and name
 * @param ports its containers' ports by name
 * @param ready its condition Ready is True
 */
public record ExporterPod(
        NodeName node,
        String name,
        SortedMap<String, String> labels,
        String address,
        SortedMap<String, Integer> ports,
        boolean ready) {
    public ExporterPod {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        ports = Collections.unmodifiableSortedMap(new TreeMap<>(ports));
    }
}
