package io.xisuan.cli.job;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The pods of a job that are still there, by attempt and rank.
 *
 * @param byAttempt by number of attempt, then by rank
 */
record GangPodList(SortedMap<Integer, SortedMap<Integer, Pod>> byAttempt) {
    GangPodList {
        byAttempt = Collections.unmodifiableSortedMap(new TreeMap<>(byAttempt));
    }

    static GangPodList of(KubernetesClient client, TrainingJob job) {
        List<Pod> pods = client.pods()
                .inNamespace(job.getMetadata().getNamespace())
                .withLabel(Marks.JOB, job.getMetadata().getUid())
                .list()
                .getItems();
        SortedMap<Integer, SortedMap<Integer, Pod>> found = new TreeMap<>();
        for (Pod pod : pods) {
            OptionalInt attempt = number(pod, Marks.ATTEMPT);
            OptionalInt rank = number(pod, Marks.RANK);
            if (attempt.isPresent() && rank.isPresent()) {
                found.computeIfAbsent(attempt.getAsInt(), first -> new TreeMap<>())
                        .put(rank.getAsInt(), pod);
            }
        }
        return new GangPodList(found);
    }

    private static OptionalInt number(Pod pod, String label) {
        String text = pod.getMetadata().getLabels().getOrDefault(label, "");
        return text.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /** Returns the number of the last attempt of which a pod is left, or empty when none is. */
    OptionalInt last() {
        return byAttempt.isEmpty() ? OptionalInt.empty() : OptionalInt.of(byAttempt.lastKey());
    }

    SortedMap<Integer, Pod> of(int attempt) {
        return byAttempt.getOrDefault(attempt, Collections.emptySortedMap());
    }

    SortedSet<Integer> attempts() {
        return new TreeSet<>(byAttempt.keySet());
    }
}
