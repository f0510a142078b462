package io.xisuan.cli.operator;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.xisuan.operator.api.Marks;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A plain watch of pods beside the operator's: what the API server said of each, kept after the pod is gone. */
final class PodRecorder implements AutoCloseable {
    /**
     * What the API server said of one pod; times in milliseconds.
     *
     * @param job the uid of its job
     */
    record Said(
            String uid, String name, String job, int rank, String node, OptionalLong started, OptionalLong finished) {
        long startedMillis() {
            return started.orElseThrow(() -> new AssertionError(name + " has not started"));
        }

        long finishedMillis() {
            return finished.orElseThrow(() -> new AssertionError(name + " has not ended"));
        }
    }

    private final TreeMap<String, Said> pods = new TreeMap<>();
    private final SharedIndexInformer<Pod> informer;

    PodRecorder(KubernetesClient client) {
        this.informer = client.pods().inAnyNamespace().withLabel(Marks.JOB).inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(Pod pod) {
                record(pod);
            }

            @Override
            public void onUpdate(Pod old, Pod pod) {
                record(pod);
            }

            @Override
            public void onDelete(Pod pod, boolean unknown) {
                record(pod);
            }
        });
    }

    private synchronized void record(Pod pod) {
        ContainerState state = pod.getStatus().getContainerStatuses() == null
                        || pod.getStatus().getContainerStatuses().isEmpty()
                ? new ContainerState()
                : pod.getStatus().getContainerStatuses().getFirst().getState();
        OptionalLong started = OptionalLong.empty();
        OptionalLong finished = OptionalLong.empty();
        if (state.getTerminated() != null) {
            started = millis(state.getTerminated().getStartedAt());
            finished = millis(state.getTerminated().getFinishedAt());
        } else if (state.getRunning() != null) {
            started = millis(state.getRunning().getStartedAt());
        }
        String uid = pod.getMetadata().getUid();
        pods.put(
                uid,
                new Said(
                        uid,
                        pod.getMetadata().getName(),
                        pod.getMetadata().getLabels().getOrDefault(Marks.JOB, ""),
                        Integer.parseInt(pod.getMetadata().getLabels().getOrDefault(Marks.RANK, "0")),
                        Objects.requireNonNullElse(pod.getSpec().getNodeName(), ""),
                        started,
                        finished));
    }

    private static OptionalLong millis(@Nullable String instant) {
        return instant == null
                ? OptionalLong.empty()
                : OptionalLong.of(Instant.parse(instant).toEpochMilli());
    }

    /** Returns what was said of the pods of a job, by rank. */
    synchronized List<Said> of(String jobUid) {
        return pods.values().stream()
                .filter(pod -> pod.job().equals(jobUid))
                .sorted(Comparator.comparingInt(Said::rank))
                .toList();
    }

    @Override
    public void close() {
        informer.close();
    }
}
