package io.xisuan.operator.loop;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.model.NodeName;
import io.xisuan.operator.metering.scrape.ExporterRule;
import io.xisuan.operator.metering.scrape.Exporters;
import io.xisuan.operator.observe.ExporterPod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists the pods of exporters that are found by their labels, every half minute; exporters seldom move. */
final class ExporterPods {
    private static final Logger LOG = LoggerFactory.getLogger(ExporterPods.class);
    private static final long EVERY_MILLIS = 30_000;

    private final KubernetesClient client;
    private final Exporters exporters;
    private List<ExporterPod> last = List.of();
    private long listedMillis;

    ExporterPods(KubernetesClient client, Exporters exporters) {
        this.client = client;
        this.exporters = exporters;
    }

    /** Returns the pods as they were last listed; those before while the API server does not answer. */
    List<ExporterPod> at(long nowMillis) {
        if (nowMillis - listedMillis < EVERY_MILLIS) {
            return last;
        }
        listedMillis = nowMillis;
        try {
            List<ExporterPod> found = new ArrayList<>();
            for (ExporterRule rule : exporters.rules()) {
                if (rule.place() instanceof ExporterRule.Place.InPod place) {
                    client.pods().inAnyNamespace().withLabels(place.labels()).list().getItems().stream()
                            .filter(pod -> pod.getSpec().getNodeName() != null
                                    && pod.getStatus().getPodIP() != null)
                            .forEach(pod -> found.add(pod(pod)));
                }
            }
            last = List.copyOf(found);
        } catch (KubernetesClientException e) {
            LOG.warn("the pods of exporters cannot be listed, the known ones are asked on: {}", e.getMessage());
        }
        return last;
    }

    private static ExporterPod pod(Pod pod) {
        TreeMap<String, Integer> ports = new TreeMap<>();
        for (Container container : pod.getSpec().getContainers()) {
            for (ContainerPort port : container.getPorts()) {
                if (port.getName() != null && port.getContainerPort() != null) {
                    ports.put(port.getName(), port.getContainerPort());
                }
            }
        }
        boolean ready = pod.getStatus().getConditions().stream()
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
        return new ExporterPod(
                new NodeName(pod.getSpec().getNodeName()),
                pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName(),
                labels(pod.getMetadata().getLabels()),
                pod.getStatus().getPodIP(),
                ports,
                ready);
    }

    private static SortedMap<String, String> labels(Map<String, String> labels) {
        return labels == null ? new TreeMap<>() : new TreeMap<>(labels);
    }
}
