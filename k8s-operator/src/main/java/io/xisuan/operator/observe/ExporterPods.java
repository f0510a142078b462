package io.xisuan.operator.observe;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.model.NodeName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pods of exporters, listed by their labels when they are asked for and the last list is old; for one thread. */
public final class ExporterPods {
    private static final Logger LOG = LoggerFactory.getLogger(ExporterPods.class);

    private final KubernetesClient client;
    private final InstantSource clock;
    private final Duration period;
    private final List<SortedMap<String, String>> selectors;
    private List<ExporterPod> known = List.of();
    private long listedMillis = Long.MIN_VALUE;

    /**
     * Lists nothing yet.
     *
     * @param selectors the labels of each exporter's pods
     */
    public ExporterPods(
            KubernetesClient client, InstantSource clock, Duration period, List<SortedMap<String, String>> selectors) {
        this.client = client;
        this.clock = clock;
        this.period = period;
        this.selectors = List.copyOf(selectors);
    }

    /** Returns the pods that run; those of the last list when the API server does not answer. */
    public List<ExporterPod> pods() {
        long now = clock.millis();
        if (!selectors.isEmpty() && (listedMillis == Long.MIN_VALUE || now - listedMillis >= period.toMillis())) {
            try {
                known = list();
            } catch (KubernetesClientException e) {
                LOG.warn("the pods of exporters cannot be listed, the known ones are asked on: {}", e.getMessage());
            }
            listedMillis = now;
        }
        return known;
    }

    private List<ExporterPod> list() {
        Map<String, ExporterPod> pods = new TreeMap<>();
        for (SortedMap<String, String> labels : selectors) {
            for (Pod pod : client.pods()
                    .inAnyNamespace()
                    .withLabels(labels)
                    .withField("status.phase", "Running")
                    .list()
                    .getItems()) {
                if (pod.getSpec().getNodeName() != null && pod.getStatus().getPodIP() != null) {
                    String name = pod.getMetadata().getNamespace() + "/"
                            + pod.getMetadata().getName();
                    pods.put(name, narrow(name, pod));
                }
            }
        }
        return new ArrayList<>(pods.values());
    }

    private static ExporterPod narrow(String name, Pod pod) {
        TreeMap<String, Integer> ports = new TreeMap<>();
        pod.getSpec().getContainers().forEach(container -> {
            for (ContainerPort port : container.getPorts()) {
                if (port.getName() != null && port.getContainerPort() != null) {
                    ports.put(port.getName(), port.getContainerPort());
                }
            }
        });
        return new ExporterPod(
                new NodeName(pod.getSpec().getNodeName()),
                name,
                new TreeMap<>(pod.getMetadata().getLabels()),
                pod.getStatus().getPodIP(),
                ports,
                pod.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Ready".equals(condition.getType()) && "True".equals(condition.getStatus())));
    }
}
