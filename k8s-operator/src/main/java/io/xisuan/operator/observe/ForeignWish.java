package io.xisuan.operator.observe;

import io.xisuan.model.NodeName;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pod of others that asks for devices and is not bound to a node.
 *
 * @param devices by resource name, as {@link ForeignLoad}
 * @param nodeSelector the labels that its node must have; other conditions on nodes are not read
 * @param unschedulable kube-scheduler tried and found no node that has room
 * @param nominated the node where kube-scheduler makes room for it by evicting others
 */
public record ForeignWish(
        PodName pod,
        SortedMap<String, Long> devices,
        SortedMap<String, String> nodeSelector,
        long createdMillis,
        boolean unschedulable,
        Optional<NodeName> nominated) {
    private static final String SCHEDULED = "PodScheduled";
    private static final String UNSCHEDULABLE = "Unschedulable";

    public ForeignWish {
        devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
        nodeSelector = Collections.unmodifiableSortedMap(new TreeMap<>(nodeSelector));
        if (devices.isEmpty()) {
            throw new IllegalArgumentException("%s asks for no devices".formatted(pod));
        }
    }

    /** Returns what a pod waits for; empty for one that is bound, gated, or asks for no devices. */
    static Optional<ForeignWish> of(NarrowPod pod, SortedMap<String, Long> devices) {
        String bound = pod.getSpec().nodeName();
        boolean waits = (bound == null || bound.isEmpty())
                && pod.getSpec().schedulingGates().isEmpty()
                && pod.getMetadata().getDeletionTimestamp() == null;
        if (!waits || devices.isEmpty()) {
            return Optional.empty();
        }
        String nominated = pod.getStatus().nominatedNodeName();
        return Optional.of(new ForeignWish(
                new PodName(
                        pod.getMetadata().getNamespace(),
                        pod.getMetadata().getName(),
                        pod.getMetadata().getUid()),
                devices,
                new TreeMap<>(pod.getSpec().nodeSelector()),
                created(pod),
                pod.getStatus().conditions().stream()
                        .anyMatch(condition ->
                                SCHEDULED.equals(condition.type()) && UNSCHEDULABLE.equals(condition.reason())),
                nominated == null || nominated.isEmpty() ? Optional.empty() : Optional.of(new NodeName(nominated))));
    }

    private static long created(NarrowPod pod) {
        String created = pod.getMetadata().getCreationTimestamp();
        return created == null || created.isEmpty() ? 0 : Instant.parse(created).toEpochMilli();
    }
}
