package io.xisuan.operator.observe;

import io.xisuan.model.NodeName;
import java.util.Comparator;
import java.util.List;
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
 * @param given which devices others say that it was given
 * @param saving what is said of its last checkpoint
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
        boolean unschedulable,
        Given given,
        PodSaving saving) {
    /**
     * Which devices others wrote down that the pod was given, beside its own containers and the kubelet.
     *
     * @param annotation what HAMi's scheduler wrote onto the pod, as it stands; empty without it
     * @param claims the devices that its ResourceClaims were given, as {@code driver/pool/device} in order; while it is read, the
     *     claims' names
     * @param ascend what Ascend's device plugin wrote onto the pod for its rank table, as it stands; empty without it
     */
    public record Given(String annotation, List<String> claims, String ascend) {
        public static final Given NONE = new Given("", List.of(), "");

        public Given {
            claims = List.copyOf(claims);
        }

        /** Without a note of Ascend's device plugin. */
        public Given(String annotation, List<String> claims) {
            this(annotation, claims, "");
        }
    }

    /** Returns a pod of which nobody wrote down any devices, and that nobody told to save itself. */
    public ObservedPod(
            PodName id,
            PodMarks marks,
            Optional<NodeName> node,
            PodPhase phase,
            PodTimes times,
            PodEnd end,
            boolean meteringFinalizer,
            Optional<String> waitingReason,
            boolean unschedulable) {
        this(
                id,
                marks,
                node,
                phase,
                times,
                end,
                meteringFinalizer,
                waitingReason,
                unschedulable,
                Given.NONE,
                PodSaving.UNTOLD);
    }

    /** Returns the same pod with other words on its devices. */
    ObservedPod given(Given other) {
        return new ObservedPod(
                id, marks, node, phase, times, end, meteringFinalizer, waitingReason, unschedulable, other, saving);
    }

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
