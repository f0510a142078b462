package io.xisuan.operator.loop;

import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.observe.PodPhase;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What the pods of one attempt say together.
 *
 * @param expected how many make the gang whole
 * @param pods those that are there, by rank
 * @param gone those that vanished without having been seen terminal
 */
record GangPods(int expected, List<ObservedPod> pods, List<ObservedPod> gone) {
    GangPods {
        pods = List.copyOf(pods);
        gone = List.copyOf(gone);
    }

    boolean complete() {
        return pods.size() == expected;
    }

    boolean allRan() {
        return complete() && pods.stream().allMatch(pod -> pod.startedMillis().isPresent());
    }

    boolean allSucceeded() {
        return complete() && pods.stream().allMatch(pod -> pod.phase() == PodPhase.SUCCEEDED);
    }

    /** Returns when the last worker started; the gang runs from there. */
    OptionalLong runningSince() {
        return allRan()
                ? pods.stream()
                        .mapToLong(pod -> pod.startedMillis().getAsLong())
                        .max()
                : OptionalLong.empty();
    }

    /** Returns when the last worker ended, once all have. */
    OptionalLong endedAt() {
        return !pods.isEmpty()
                        && pods.stream().allMatch(pod -> pod.finishedMillis().isPresent())
                ? pods.stream()
                        .mapToLong(pod -> pod.finishedMillis().getAsLong())
                        .max()
                : OptionalLong.empty();
    }

    Optional<ObservedPod> first(Predicate<ObservedPod> wanted) {
        return pods.stream().filter(wanted).findFirst();
    }
}
