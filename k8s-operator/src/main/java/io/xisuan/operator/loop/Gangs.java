package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedPod;
import java.util.List;

/** The observed pods by the attempt that they belong to. */
final class Gangs {
    private final List<ObservedCluster> seen;

    Gangs(List<ObservedCluster> seen) {
        this.seen = List.copyOf(seen);
    }

    GangPods of(Intent intent) {
        return new GangPods(
                intent.workers().size(),
                seen.stream()
                        .flatMap(cluster -> cluster.ours().stream())
                        .filter(pod -> belongs(pod, intent))
                        .toList(),
                seen.stream()
                        .flatMap(cluster -> cluster.gone().stream())
                        .filter(pod -> belongs(pod, intent))
                        .toList());
    }

    private static boolean belongs(ObservedPod pod, Intent intent) {
        return pod.jobUid().equals(intent.attempt().job().uid())
                && pod.attempt() == intent.attempt().attempt();
    }
}
