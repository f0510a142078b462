package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedPod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The observed pods by the attempt that they belong to, found once and looked up by every part of a step. */
final class Gangs {
    /** Looked up only; never walked. Pods of one job keep the order in which they were observed. */
    private final Map<String, List<ObservedPod>> seen;

    private final Map<String, List<ObservedPod>> gone;
    private final Map<AttemptKey, GangPods> known = new HashMap<>();

    Gangs(List<ObservedCluster> clusters) {
        this.seen = byJob(clusters.stream().map(ObservedCluster::ours).toList());
        this.gone = byJob(clusters.stream().map(ObservedCluster::gone).toList());
    }

    GangPods of(Intent intent) {
        return known.computeIfAbsent(intent.attempt(), attempt -> gang(intent));
    }

    private GangPods gang(Intent intent) {
        return new GangPods(intent.workers().size(), of(intent.attempt(), seen), of(intent.attempt(), gone));
    }

    private static List<ObservedPod> of(AttemptKey attempt, Map<String, List<ObservedPod>> pods) {
        return pods.getOrDefault(attempt.job().uid(), List.of()).stream()
                .filter(pod -> pod.attempt() == attempt.attempt())
                .toList();
    }

    private static Map<String, List<ObservedPod>> byJob(List<List<ObservedPod>> pods) {
        Map<String, List<ObservedPod>> byJob = new HashMap<>();
        for (List<ObservedPod> ofCluster : pods) {
            for (ObservedPod pod : ofCluster) {
                byJob.computeIfAbsent(pod.jobUid(), uid -> new ArrayList<>(1)).add(pod);
            }
        }
        return byJob;
    }
}
