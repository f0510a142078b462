package io.xisuan.operator.metering.lifecycle;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is known of one attempt: its pods, and what follows for the gang as a whole. */
final class AttemptTimeline {
    private final TreeMap<PodIdentity, PodTimeline> pods = new TreeMap<>();

    /** Returns whether the edge said something new. */
    boolean observe(PodIdentity pod, PodEdge edge) {
        PodTimeline before = pods.getOrDefault(pod, PodTimeline.UNSEEN);
        PodTimeline after = before.with(edge);
        pods.put(pod, after);
        return !after.equals(before);
    }

    Map<PodIdentity, PodTimeline> pods() {
        return pods;
    }

    /** Returns whether any pod ever held devices. */
    boolean everBound() {
        return pods.values().stream().anyMatch(timeline -> timeline.bound().isPresent());
    }

    /** Returns when the last rank of a whole gang started, or empty while one is missing. */
    Optional<Long> gangRunning(int size) {
        TreeMap<Integer, Long> startByRank = new TreeMap<>();
        pods.forEach((pod, timeline) ->
                timeline.started().ifPresent(start -> startByRank.merge(pod.rank(), start, Math::min)));
        return startByRank.size() < size
                ? Optional.empty()
                : startByRank.values().stream().max(Long::compare);
    }

    /** Returns the first end that ended the whole gang; completed pods end only themselves. */
    Optional<PodTimeline.End> gangEnd() {
        return pods.values().stream()
                .flatMap(timeline -> timeline.end().stream())
                .filter(end -> end.cause().endsGang())
                .min(PodTimeline.End::compareTo);
    }

    /** Returns when the last bound pod gave its devices back, or empty while one holds some. */
    Optional<Long> allReleased() {
        boolean holding = pods.values().stream()
                .anyMatch(timeline ->
                        timeline.bound().isPresent() && timeline.released().isEmpty());
        return holding
                ? Optional.empty()
                : pods.values().stream()
                        .flatMap(timeline -> timeline.released().stream())
                        .max(Long::compare);
    }
}
