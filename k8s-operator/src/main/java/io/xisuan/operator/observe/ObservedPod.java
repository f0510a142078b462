package io.xisuan.operator.observe;

import io.xisuan.model.NodeName;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A pod of ours as its object was last seen.
 *
 * @param node where it is bound
 * @param meteringFinalizer whether it still carries our finalizer
 * @param waitingReason why its container does not start: ImagePullBackOff, ContainerCreating ...
 * @param unschedulable the scheduler tried and found no node that it may use
 */
public record ObservedPod(
        PodName id,
        PodMarks marks,
        Optional<NodeName> node,
        PodPhase phase,
        PodTimes times,
        PodEnd end,
        boolean meteringFinalizer,
        Optional<String> waitingReason,
        boolean unschedulable) {
    /** By job uid, attempt and rank; pods of one rank by uid. */
    public static final Comparator<ObservedPod> ORDER = Comparator.comparing(ObservedPod::jobUid)
            .thenComparingInt(ObservedPod::attempt)
            .thenComparingInt(ObservedPod::rank)
            .thenComparing(ObservedPod::uid);

    public String uid() {
        return id.uid();
    }

    public String namespace() {
        return id.namespace();
    }

    public String name() {
        return id.name();
    }

    public String jobUid() {
        return marks.jobUid();
    }

    public String jobName() {
        return marks.jobName();
    }

    public int attempt() {
        return marks.attempt();
    }

    public int rank() {
        return marks.rank();
    }

    public long epoch() {
        return marks.epoch();
    }

    public long createdMillis() {
        return times.createdMillis();
    }

    public OptionalLong scheduledMillis() {
        return times.scheduledMillis();
    }

    public OptionalLong startedMillis() {
        return times.startedMillis();
    }

    public OptionalLong finishedMillis() {
        return times.finishedMillis();
    }

    public OptionalLong deletionMillis() {
        return times.deletionMillis();
    }

    public OptionalInt exitCode() {
        return end.exitCode();
    }

    public String reason() {
        return end.reason();
    }

    public String message() {
        return end.message();
    }
}
