package io.xisuan.operator.act;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.model.ClusterId;
import java.util.Set;

/**
 * Finds what no live intent accounts for. The fence is eventual, so a former leader's creations can slip in after a newer
 * leader raised the epoch; they bear the former one's epoch and no attempt that the store knows as live.
 *
 * <p>Pods without the metering finalizer are left alone: they ended and were accounted for, and stay for their logs.
 */
final class Sweep {
    private final MarkedObjects objects;
    private final ClusterId cluster;
    private final long epoch;

    Sweep(MarkedObjects objects, ClusterId cluster, long epoch) {
        this.objects = objects;
        this.cluster = cluster;
        this.epoch = epoch;
    }

    Swept sweep(Set<AttemptMark> live) {
        int pods = 0;
        int services = 0;
        try {
            for (MarkedObject pod : objects.all("pods")) {
                if (pod.metered() && stray(pod, live) && objects.delete("pods", pod, 0)) {
                    pods++;
                }
            }
            for (MarkedObject service : objects.all("services")) {
                if (stray(service, live) && objects.delete("services", service, 0)) {
                    services++;
                }
            }
            return new Swept(pods, services, ActAnswer.DONE);
        } catch (KubernetesClientException error) {
            return new Swept(pods, services, Answers.of(cluster, "sweep", error));
        }
    }

    private boolean stray(MarkedObject object, Set<AttemptMark> live) {
        return !object.deleting()
                && object.epoch() < epoch
                && object.attempt().filter(live::contains).isEmpty();
    }
}
