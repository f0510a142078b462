package io.xisuan.operator.act;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ClusterId;
import io.xisuan.model.JobId;
import java.util.List;
import java.util.Optional;
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
public final class ClusterActor implements ClusterActs {
    private final ClusterId cluster;
    private final long epoch;
    private final Mandate mandate;
    private final EpochFence fence;
    private final GangStart starts;
    private final MarkedObjects objects;
    private final FinalizerRelease releases;
    private final Sweep sweep;
    private final StopSignal signals;
    private final JobRemoval removals;
    private final FileWriting files;
    private final Presences presences;
    private volatile ActAnswer standing = ActAnswer.DONE;

    /**
     * @param client of a user with the rights of role {@code xisuan-operator}, best opened by {@link ClusterConnection}; stays
     *     the caller's to close
     * @param epoch as minted by the store for this leader, at least 1
     */
    public ClusterActor(KubernetesClient client, ClusterId cluster, long epoch) {
        this(client, cluster, epoch, Mandate.GIVEN);
    }

    /**
     * As {@link #ClusterActor(KubernetesClient, ClusterId, long)}, for one of several candidates.
     *
     * @param mandate asked before each act; while it is not held, every act is answered {@link ActAnswer.Unreachable} without asking
     */
    public ClusterActor(KubernetesClient client, ClusterId cluster, long epoch, Mandate mandate) {
        if (epoch < 1) {
            throw new IllegalArgumentException("Epochs count from 1, not %d (%s)".formatted(epoch, cluster.value()));
        }
        this.cluster = cluster;
        this.epoch = epoch;
        this.mandate = mandate;
        this.fence = new EpochFence(client, cluster);
        this.starts = new GangStart(client, cluster, epoch);
        this.objects = new MarkedObjects(client, mandate);
        this.releases = new FinalizerRelease(client, cluster);
        this.sweep = new Sweep(objects, cluster, epoch);
        this.signals = new StopSignal(client, objects, cluster);
        this.removals = new JobRemoval(client, cluster);
        this.files = new FileWriting(client, cluster);
        this.presences = new Presences(client, cluster);
    }

    /**
     * Raises the cluster's epoch to this actor's and returns once the API server that answers us refuses the one before; to
     * be done before any other act.
     */
    public ActAnswer raiseEpoch() {
        return unlessFenced("raise-epoch", () -> fence.raise(epoch));
    }

    @Override
    public ActAnswer start(GangOrder order) {
        return unlessFenced("start", () -> starts.start(order));
    }

    @Override
    public ActAnswer stop(AttemptKey attempt, long graceSeconds, Set<String> ended) {
        return unlessFenced("stop", () -> {
            try {
                String namespace = attempt.job().namespace();
                var selector = GangManifests.selector(attempt);
                List<MarkedObject> alive = objects.ofAttempt("pods", namespace, selector).stream()
                        .filter(pod -> !ended.contains(pod.uid()))
                        .toList();
                alive.forEach(pod -> objects.delete("pods", pod, graceSeconds));
                if (!alive.isEmpty()) {
                    // Workers that save themselves still find one another.
                    return ActAnswer.DONE;
                }
                for (String kind : List.of("services", "configmaps")) {
                    objects.ofAttempt(kind, namespace, selector).forEach(object -> objects.delete(kind, object, 0));
                }
                return ActAnswer.DONE;
            } catch (MandateLapsed lapsed) {
                return unheld();
            } catch (KubernetesClientException error) {
                return Answers.of(cluster, "stop attempt %d of %s".formatted(attempt.attempt(), attempt.job()), error);
            }
        });
    }

    @Override
    public ActAnswer signal(AttemptKey attempt, long byMillis, Set<String> told) {
        return unlessFenced("signal", () -> signals.tell(attempt, byMillis, told));
    }

    @Override
    public ActAnswer remove(JobId job) {
        return unlessFenced("remove", () -> removals.remove(job));
    }

    @Override
    public ActAnswer removeInquiry(String namespace, String name, String uid) {
        return unlessFenced("remove-inquiry", () -> removals.removeInquiry(namespace, name, uid));
    }

    @Override
    public ActAnswer releaseFinalizer(String namespace, String podName, String podUid) {
        return unlessFenced("release-finalizer", () -> releases.release(namespace, podName, podUid));
    }

    @Override
    public ActAnswer writeFile(AttemptKey attempt, String file, String text) {
        return unlessFenced("write-file", () -> files.write(attempt, file, text));
    }

    @Override
    public Presence presence(NamedObject object) {
        return presences.of(object);
    }

    @Override
    public Swept sweep(SortedSet<AttemptMark> live) {
        Optional<ActAnswer> before = unasked();
        if (before.isPresent()) {
            return new Swept(0, 0, 0, before.get());
        }
        Swept swept = sweep.sweep(live);
        mandate.answered("sweep", swept.answer());
        return swept;
    }

    private ActAnswer unlessFenced(String name, Supplier<ActAnswer> act) {
        Optional<ActAnswer> before = unasked();
        if (before.isPresent()) {
            return before.get();
        }
        ActAnswer answer = act.get();
        if (answer instanceof ActAnswer.Fenced) {
            standing = answer;
        }
        mandate.answered(name, answer);
        return answer;
    }

    /** Returns the answer of an act that must not be tried: another leads, or it is not certain that none does. */
    private Optional<ActAnswer> unasked() {
        ActAnswer before = standing;
        if (before instanceof ActAnswer.Fenced) {
            return Optional.of(before);
        }
        return mandate.held() ? Optional.empty() : Optional.of(unheld());
    }

    private ActAnswer unheld() {
        return MandateLapsed.answer(cluster);
    }
}
