package io.xisuan.operator.metering.live;

import io.xisuan.operator.metering.lifecycle.EndCause;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.observe.PodPhase;
import java.util.Map;

/** Why a pod ended, from the reasons that Kubernetes states (pod status, container state, condition DisruptionTarget). */
final class EndReasons {
    private static final Map<String, EndCause> CAUSES = Map.ofEntries(
            // Guests never preempt; whoever is preempted by kube-scheduler or evicted through the API makes room for
            // the owner.
            Map.entry("PreemptionByScheduler", EndCause.OWNER_RECLAIM),
            Map.entry("PreemptionByKubeScheduler", EndCause.OWNER_RECLAIM),
            Map.entry("EvictionByEvictionAPI", EndCause.OWNER_RECLAIM),
            // The kubelet makes room for a critical pod of the node.
            Map.entry("Preempting", EndCause.PREEMPTED),
            Map.entry("Preempted", EndCause.PREEMPTED),
            Map.entry("NodeLost", EndCause.NODE_FAULT),
            Map.entry("NodeShutdown", EndCause.NODE_FAULT),
            Map.entry("Shutdown", EndCause.NODE_FAULT),
            Map.entry("Terminated", EndCause.NODE_FAULT),
            Map.entry("TerminationByKubelet", EndCause.NODE_FAULT),
            Map.entry("DeletionByTaintManager", EndCause.NODE_FAULT),
            Map.entry("DeletionByPodGC", EndCause.NODE_FAULT));

    private EndReasons() {}

    static EndCause of(ObservedPod pod) {
        if (pod.phase() == PodPhase.SUCCEEDED) {
            return EndCause.COMPLETED;
        }
        return CAUSES.getOrDefault(pod.reason(), EndCause.FAILED);
    }
}
