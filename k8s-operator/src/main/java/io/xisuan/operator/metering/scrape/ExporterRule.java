package io.xisuan.operator.metering.scrape;

import io.xisuan.operator.metering.scrape.plan.TargetKey;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One exporter as the options name it: where it is found and how it is asked.
 *
 * @param resource the begin of a device resource ({@code nvidia.com/}) that a node must have to be asked; empty for any node
 *     with devices
 * @param nodeLabels labels that a node must have
 * @param path with its query, from {@code /}
 */
public record ExporterRule(
        String name,
        Place place,
        Optional<String> resource,
        SortedMap<String, String> nodeLabels,
        boolean secure,
        String path,
        TargetAccess access) {
    public ExporterRule {
        if (!TargetKey.isName(name)) {
            throw new IllegalArgumentException("\"%s\" is no name of an exporter".formatted(name));
        }
        if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c > '~' || c == '#')) {
            throw new IllegalArgumentException("\"%s\" is no path".formatted(path));
        }
        nodeLabels = Collections.unmodifiableSortedMap(new TreeMap<>(nodeLabels));
    }

    /** Where the exporter answers. */
    public sealed interface Place {
        /** At the node's own address. */
        record OnNode(int port) implements Place {
            public OnNode {
                checkedPort(port);
            }
        }

        /**
         * At the address of a pod on the node.
         *
         * @param labels all of which the pod has
         * @param portName the name of a container's port; used where there is no number
         */
        record InPod(SortedMap<String, String> labels, OptionalInt port, String portName) implements Place {
            public InPod {
                labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
                port.ifPresent(Place::checkedPort);
                if (labels.isEmpty() || (port.isEmpty() && portName.isEmpty())) {
                    throw new IllegalArgumentException("A pod is found by a label and asked at a port");
                }
            }
        }

        private static void checkedPort(int port) {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("A port is from 1 to 65535, not " + port);
            }
        }
    }
}
