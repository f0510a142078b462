package io.xisuan.operator.observe;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.xisuan.model.NodeName;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.device.HamiNames;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Reads a pod of ours as its object states it; nothing is completed, and no time is ours. */
final class PodReading {
    private static final String SCHEDULED = "PodScheduled";
    private static final String DISRUPTION = "DisruptionTarget";
    private static final String UNSCHEDULABLE = "Unschedulable";
    private static final String TRUE = "True";

    /** In which Ascend's device plugin writes the devices that a pod was given. */
    private static final String ASCEND = "ascend.kubectl.kubernetes.io/ascend-910-configuration";

    private PodReading() {}

    /**
     * Returns the pod.
     *
     * @throws IllegalArgumentException naming the mark that means nothing, when we cannot have made the pod
     */
    static ObservedPod read(NarrowPod pod) {
        ObjectMeta meta = pod.getMetadata();
        NarrowPod.Status status = pod.getStatus();
        return new ObservedPod(
                new PodName(meta.getNamespace(), meta.getName(), meta.getUid()),
                marks(meta),
                Optional.ofNullable(pod.getSpec().nodeName())
                        .filter(name -> !name.isEmpty())
                        .map(NodeName::new),
                phase(status),
                times(meta, status),
                end(status),
                meta.getFinalizers() != null && meta.getFinalizers().contains(Marks.METERING_FINALIZER),
                waiting(status),
                condition(status, SCHEDULED)
                        .filter(condition -> !TRUE.equals(condition.status()))
                        .filter(condition -> UNSCHEDULABLE.equals(condition.reason()))
                        .isPresent(),
                given(meta, status),
                saving(meta));
    }

    private static ObservedPod.Given given(ObjectMeta meta, NarrowPod.Status status) {
        Map<String, String> annotations = meta.getAnnotations() == null ? Map.of() : meta.getAnnotations();
        String hami = new TreeMap<>(annotations)
                .entrySet().stream()
                        .filter(annotation -> HamiNames.isAllocation(annotation.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("");
        List<String> claims = status.resourceClaimStatuses().stream()
                .flatMap(claim -> Optional.ofNullable(claim.resourceClaimName()).stream())
                .sorted()
                .toList();
        String ascend = annotations.getOrDefault(ASCEND, "");
        return hami.isEmpty() && claims.isEmpty() && ascend.isEmpty()
                ? ObservedPod.Given.NONE
                : new ObservedPod.Given(hami, claims, ascend);
    }

    /** An instant that means nothing counts as long past: whoever wrote it meant that the worker is to stop. */
    private static PodSaving saving(ObjectMeta meta) {
        Map<String, String> annotations = meta.getAnnotations() == null ? Map.of() : meta.getAnnotations();
        String by = annotations.get(Marks.STOP_BY);
        boolean done = annotations.containsKey(Marks.CHECKPOINTED);
        if (by == null || by.isEmpty()) {
            return done ? new PodSaving(OptionalLong.empty(), true) : PodSaving.UNTOLD;
        }
        try {
            return new PodSaving(OptionalLong.of(Instant.parse(by).toEpochMilli()), done);
        } catch (DateTimeException e) {
            return new PodSaving(OptionalLong.of(0), done);
        }
    }

    private static PodMarks marks(ObjectMeta meta) {
        Map<String, String> labels = meta.getLabels() == null ? Map.of() : meta.getLabels();
        Map<String, String> annotations = meta.getAnnotations() == null ? Map.of() : meta.getAnnotations();
        return new PodMarks(
                labels.getOrDefault(Marks.JOB, ""),
                labels.getOrDefault(Marks.JOB_NAME, ""),
                Math.toIntExact(number(labels, "label ", Marks.ATTEMPT)),
                Math.toIntExact(number(labels, "label ", Marks.RANK)),
                number(annotations, "annotation ", Marks.EPOCH),
                Optional.ofNullable(labels.get(Marks.SITE)));
    }

    private static long number(Map<String, String> marks, String kind, String name) {
        String text = marks.getOrDefault(name, "");
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("%s%s is \"%s\", no number".formatted(kind, name, text));
        }
        return Long.parseLong(text);
    }

    static PodPhase phase(NarrowPod.Status status) {
        String phase = status.phase() == null ? "" : status.phase();
        return switch (phase) {
            case "Pending", "" -> PodPhase.PENDING;
            case "Running" -> PodPhase.RUNNING;
            case "Succeeded" -> PodPhase.SUCCEEDED;
            case "Failed" -> PodPhase.FAILED;
            default -> PodPhase.UNKNOWN;
        };
    }

    private static PodTimes times(ObjectMeta meta, NarrowPod.Status status) {
        return new PodTimes(
                millis(meta.getCreationTimestamp()).orElse(0),
                condition(status, SCHEDULED)
                        .filter(condition -> TRUE.equals(condition.status()))
                        .map(condition -> millis(condition.lastTransitionTime()))
                        .orElseGet(OptionalLong::empty),
                started(status),
                finished(status),
                millis(meta.getDeletionTimestamp()),
                asked(meta));
    }

    private static OptionalLong asked(ObjectMeta meta) {
        OptionalLong deletion = millis(meta.getDeletionTimestamp());
        Long grace = meta.getDeletionGracePeriodSeconds();
        return deletion.isEmpty() || grace == null
                ? OptionalLong.empty()
                : OptionalLong.of(deletion.getAsLong() - 1_000 * grace);
    }

    /** Returns the earliest start that is still known: a restart within the pod is no new start. */
    private static OptionalLong started(NarrowPod.Status status) {
        return status.containerStatuses().stream()
                .flatMapToLong(container -> LongStream.concat(starts(container.state()), starts(container.lastState())))
                .min();
    }

    private static LongStream starts(NarrowPod.@Nullable State state) {
        if (state == null) {
            return LongStream.empty();
        }
        if (state.running() != null) {
            return millis(state.running().startedAt()).stream();
        }
        return state.terminated() == null
                ? LongStream.empty()
                : millis(state.terminated().startedAt()).stream();
    }

    /** Returns the latest end, and none while a container runs or waits to run again. */
    private static OptionalLong finished(NarrowPod.Status status) {
        List<NarrowPod.ContainerStatus> containers = status.containerStatuses();
        boolean allEnded = !containers.isEmpty()
                && containers.stream()
                        .allMatch(container ->
                                container.state() != null && container.state().terminated() != null);
        return allEnded
                ? containers.stream()
                        .flatMapToLong(container ->
                                ended(container).stream().flatMapToLong(end -> millis(end.finishedAt()).stream()))
                        .max()
                : OptionalLong.empty();
    }

    private static Optional<NarrowPod.Ended> ended(NarrowPod.ContainerStatus container) {
        return Optional.ofNullable(container.state()).flatMap(state -> Optional.ofNullable(state.terminated()));
    }

    private static PodEnd end(NarrowPod.Status status) {
        List<NarrowPod.Ended> ends = status.containerStatuses().stream()
                .flatMap(container -> ended(container).stream())
                .toList();
        Optional<NarrowPod.Ended> telling = ends.stream()
                .filter(end -> end.exitCode() != null && end.exitCode() != 0)
                .findFirst()
                .or(() -> ends.stream().findFirst());
        OptionalInt code =
                telling.map(NarrowPod.Ended::exitCode).map(OptionalInt::of).orElseGet(OptionalInt::empty);
        Said said = said(status, telling);
        return new PodEnd(code, said.reason(), said.message());
    }

    private record Said(String reason, String message) {}

    /** The pod's own reason first, then who disrupted it, then its container's, then the scheduler's. */
    private static Said said(NarrowPod.Status status, Optional<NarrowPod.Ended> end) {
        if (status.reason() != null) {
            return new Said(status.reason(), text(status.message()));
        }
        Optional<NarrowPod.Condition> disrupted = condition(status, DISRUPTION)
                .filter(condition -> TRUE.equals(condition.status()) && condition.reason() != null);
        if (disrupted.isPresent()) {
            return new Said(text(disrupted.get().reason()), text(disrupted.get().message()));
        }
        if (end.isPresent()) {
            return new Said(text(end.get().reason()), text(end.get().message()));
        }
        Optional<NarrowPod.Waiting> waiting = waitingState(status);
        if (waiting.isPresent()) {
            return new Said(text(waiting.get().reason()), text(waiting.get().message()));
        }
        return condition(status, SCHEDULED)
                .filter(condition -> !TRUE.equals(condition.status()))
                .map(condition -> new Said(text(condition.reason()), text(condition.message())))
                .orElse(new Said("", ""));
    }

    private static Optional<String> waiting(NarrowPod.Status status) {
        return waitingState(status).map(NarrowPod.Waiting::reason);
    }

    private static Optional<NarrowPod.Waiting> waitingState(NarrowPod.Status status) {
        return status.containerStatuses().stream()
                .flatMap(container ->
                        Optional.ofNullable(container.state())
                                .flatMap(state -> Optional.ofNullable(state.waiting()))
                                .stream())
                .filter(waiting -> waiting.reason() != null)
                .findFirst();
    }

    private static Optional<NarrowPod.Condition> condition(NarrowPod.Status status, String type) {
        return status.conditions().stream()
                .filter(condition -> type.equals(condition.type()))
                .findFirst();
    }

    private static OptionalLong millis(@Nullable String instant) {
        if (instant == null || instant.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Instant.parse(instant).toEpochMilli());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"%s\" is no time".formatted(instant), e);
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
