package io.xisuan.operator.act;

import io.fabric8.kubernetes.api.model.Pod;
import io.xisuan.operator.api.Marks;
import java.util.Optional;
import java.util.Set;

/**
 * A pod with our marks, as whoever takes us away from a cluster has to know it.
 *
 * @param job the name of its TrainingJob, cut to 63 characters; empty when it has none
 * @param tenant who pays for it; empty when it does not say
 * @param ended whether all its containers are over
 * @param metered whether our finalizer keeps it
 * @param gated whether our gate keeps it from being bound
 */
public record HeldPod(
        String namespace,
        String name,
        String uid,
        String job,
        String tenant,
        boolean ended,
        boolean metered,
        boolean gated) {
    private static final Set<String> OVER = Set.of("Succeeded", "Failed");

    static HeldPod of(Pod pod) {
        return new HeldPod(
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                Optional.ofNullable(pod.getMetadata().getLabels())
                        .map(labels -> labels.get(Marks.JOB_NAME))
                        .orElse(""),
                Optional.ofNullable(pod.getMetadata().getAnnotations())
                        .map(annotations -> annotations.get(Marks.TENANT))
                        .orElse(""),
                Optional.ofNullable(pod.getStatus())
                        .filter(status -> OVER.contains(status.getPhase()))
                        .isPresent(),
                pod.getMetadata().getFinalizers().contains(Marks.METERING_FINALIZER),
                pod.getSpec().getSchedulingGates().stream().anyMatch(gate -> Marks.PLAN_GATE.equals(gate.getName())));
    }

    /** Returns whether it may still hold devices. */
    public boolean lives() {
        return !ended && !gated;
    }
}
