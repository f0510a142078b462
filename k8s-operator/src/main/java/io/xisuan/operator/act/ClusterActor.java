package io.xisuan.operator.act;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ClusterId;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * Carries out the leader's orders on one cluster under one epoch. Every order may be given again; what came of it is the
 * answer, never an exception of the client.
 *
 * <p>Once a cluster has refused this epoch, every further order is answered {@link ActAnswer.Fenced} without asking. Safe for
 * use by several threads.
 */
public final class ClusterActor {
    private final ClusterId cluster;
    private final long epoch;
    private final EpochFence fence;
    private final GangStart starts;
    private final MarkedObjects objects;
    private final FinalizerRelease releases;
    private final Sweep sweep;
    private volatile ActAnswer standing = ActAnswer.DONE;

    /**
     * @param client of a user with the rights of role {@code xisuan-operator}, best opened by {@link ClusterConnection}; stays
     *     the caller's to close
     * @param epoch as minted by the store for this leader, at least 1
     */
    public ClusterActor(KubernetesClient client, ClusterId cluster, long epoch) {
        if (epoch < 1) {
            throw new IllegalArgumentException("Epochs count from 1, not %d (%s)".formatted(epoch, cluster.value()));
        }
        this.cluster = cluster;
        this.epoch = epoch;
        this.fence = new EpochFence(client, cluster);
        this.starts = new GangStart(client, cluster, epoch);
        this.objects = new MarkedObjects(client);
        this.releases = new FinalizerRelease(client, cluster);
        this.sweep = new Sweep(objects, cluster, epoch);
    }

    /**
     * Raises the cluster's epoch to this actor's and returns once the API server that answers us refuses the one before; to
     * be done before any other act.
     */
    public ActAnswer raiseEpoch() {
        return unlessFenced(() -> fence.raise(epoch));
    }

    /**
     * Creates an attempt's Service (of gangs of several) and its pods; those that exist from an earlier try are kept. When
     * this is not answered with done, some may exist: the caller tries again or calls {@link #stop}.
     */
    public ActAnswer start(GangOrder order) {
        return unlessFenced(() -> starts.start(order));
    }

    /**
     * Deletes what exists of an attempt: its pods, with so many seconds to save themselves, and its Service. Pods with the
     * metering finalizer stay until it is released.
     */
    public ActAnswer stop(AttemptKey attempt, long graceSeconds) {
        return stop(attempt, graceSeconds, Set.of());
    }

    /**
     * As {@link #stop(AttemptKey, long)}, but leaves some pods as they are.
     *
     * @param ended uids of pods that have ended by themselves: their logs stay readable until the job is deleted
     */
    public ActAnswer stop(AttemptKey attempt, long graceSeconds, Set<String> ended) {
        return unlessFenced(() -> {
            try {
                String namespace = attempt.job().namespace();
                var selector = GangManifests.selector(attempt);
                objects.ofAttempt("pods", namespace, selector).stream()
                        .filter(pod -> !ended.contains(pod.uid()))
                        .forEach(pod -> objects.delete("pods", pod, graceSeconds));
                objects.ofAttempt("services", namespace, selector)
                        .forEach(service -> objects.delete("services", service, 0));
                return ActAnswer.DONE;
            } catch (KubernetesClientException error) {
                return Answers.of(cluster, "stop attempt %d of %s".formatted(attempt.attempt(), attempt.job()), error);
            }
        });
    }

    /**
     * Takes the metering finalizer off a pod, if it is still the pod of that uid. A pod that is gone, is another one or has no
     * such finalizer is done.
     */
    public ActAnswer releaseFinalizer(String namespace, String podName, String podUid) {
        return unlessFenced(() -> releases.release(namespace, podName, podUid));
    }

    /**
     * Deletes what a former leader created late: pods that are still metered, and Services, that have no live intent and an
     * older epoch than this actor's.
     *
     * @param live every attempt with a live intent, read after this actor's epoch was minted
     */
    public Swept sweep(SortedSet<AttemptMark> live) {
        ActAnswer before = standing;
        return before instanceof ActAnswer.Fenced ? new Swept(0, 0, before) : sweep.sweep(live);
    }

    private ActAnswer unlessFenced(Supplier<ActAnswer> act) {
        ActAnswer before = standing;
        if (before instanceof ActAnswer.Fenced) {
            return before;
        }
        ActAnswer answer = act.get();
        if (answer instanceof ActAnswer.Fenced) {
            standing = answer;
        }
        return answer;
    }
}
