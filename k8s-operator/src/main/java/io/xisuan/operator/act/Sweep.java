package io.xisuan.operator.act;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.model.ClusterId;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds what no live intent accounts for. The fence is eventual, so a former leader's creations can slip in after a newer
 * leader raised the epoch; they bear the former one's epoch and no attempt that the store knows as live.
 *
 * <p>Pods without the metering finalizer are left alone: they ended and were accounted for, and stay for their logs.
 */
final class Sweep {
    private static final String PODS = "pods";
    private static final String SERVICES = "services";
    private static final String CONFIG_MAPS = "configmaps";

    /** What a gang consists of; pods first, as they hold devices. */
    private static final List<String> KINDS = List.of(PODS, SERVICES, CONFIG_MAPS);

    private final MarkedObjects objects;
    private final ClusterId cluster;
    private final long epoch;

    Sweep(MarkedObjects objects, ClusterId cluster, long epoch) {
        this.objects = objects;
        this.cluster = cluster;
        this.epoch = epoch;
    }

    Swept sweep(Set<AttemptMark> live) {
        SortedMap<String, Integer> deleted = new TreeMap<>();
        try {
            for (String kind : KINDS) {
                for (MarkedObject object : objects.all(kind)) {
                    boolean pod = kind.equals(PODS);
                    if ((!pod || object.metered()) && stray(object, live) && objects.delete(kind, object, 0)) {
                        deleted.merge(kind, 1, Integer::sum);
                    }
                }
            }
            return swept(deleted, ActAnswer.DONE);
        } catch (MandateLapsed lapsed) {
            return swept(deleted, MandateLapsed.answer(cluster));
        } catch (KubernetesClientException error) {
            return swept(deleted, Answers.of(cluster, "sweep", error));
        }
    }

    private static Swept swept(SortedMap<String, Integer> deleted, ActAnswer answer) {
        return new Swept(
                deleted.getOrDefault(PODS, 0),
                deleted.getOrDefault(SERVICES, 0),
                deleted.getOrDefault(CONFIG_MAPS, 0),
                answer);
    }

    private boolean stray(MarkedObject object, Set<AttemptMark> live) {
        return !object.deleting()
                && object.epoch() < epoch
                && object.attempt().filter(live::contains).isEmpty();
    }
}
