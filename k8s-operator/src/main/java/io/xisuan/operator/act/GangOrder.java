package io.xisuan.operator.act;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.api.Marks;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One attempt of a job to be started: its workers, each pinned to a node. The TrainingJob of the attempt's name and uid
 * owns what is created.
 *
 * @param pods one order for each rank from 0, in any order
 * @param activeDeadlineSeconds when the kubelet ends a pod by itself, counted from its start; without one it never does
 * @param terminationGraceSeconds how long a worker has to save itself once it is told to stop
 * @param annotations annotations of the job that its pods take over; their keys begin with {@link Marks#TESTBED_PREFIX}
 */
public record GangOrder(
        AttemptKey attempt,
        TenantId tenant,
        SiteId site,
        WorkerShape worker,
        List<PodOrder> pods,
        OptionalLong activeDeadlineSeconds,
        long terminationGraceSeconds,
        SortedMap<String, String> annotations) {
    public GangOrder {
        pods = pods.stream().sorted(Comparator.comparingInt(PodOrder::rank)).toList();
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
        for (int rank = 0; rank < pods.size(); rank++) {
            if (pods.get(rank).rank() != rank) {
                throw new IllegalArgumentException(
                        "Attempt %s must order each rank from 0 once: %s".formatted(attempt, pods));
            }
        }
        if (pods.isEmpty() || terminationGraceSeconds < 0) {
            throw new IllegalArgumentException("Attempt %s orders %d pods with %d s of grace"
                    .formatted(attempt, pods.size(), terminationGraceSeconds));
        }
        if (activeDeadlineSeconds.isPresent() && activeDeadlineSeconds.getAsLong() < 1) {
            throw new IllegalArgumentException(
                    "Attempt %s has a deadline of %d s".formatted(attempt, activeDeadlineSeconds.getAsLong()));
        }
        for (String key : annotations.keySet()) {
            if (!key.startsWith(Marks.TESTBED_PREFIX)) {
                throw new IllegalArgumentException(
                        "Attempt %s may not take over annotation %s".formatted(attempt, key));
            }
        }
    }
}
