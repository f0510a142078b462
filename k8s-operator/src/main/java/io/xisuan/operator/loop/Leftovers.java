package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.model.ClusterId;
import io.xisuan.model.JobId;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.report.JobRemark;
import io.xisuan.operator.report.Reason;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stays behind when jobs are over: the TrainingJob, deleted when its time to live has passed since its time was closed, and pods
 * whose finalizer could not be released, which is alarmed. The history of a job is in the store whatever is deleted here.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final String BLOCKED = "FinalizerBlocked";

    /** How long a pod that has ended may wait for the release of its finalizer before somebody is told. */
    static final long BLOCKED_MILLIS = 900_000;

    private static final long LOOK_MILLIS = 1_000;
    private static final int AT_ONCE = 20;

    private final SortedMap<ClusterId, ClusterLink> clusters;
    private final JobRecords jobs;
    private final Attempts attempts;
    private final Remarks remarks;
    private final Set<String> alarmed = new TreeSet<>();
    private long lookedMillis;

    Leftovers(Parts parts, Attempts attempts) {
        this.clusters = new TreeMap<>(parts.clusters());
        this.jobs = parts.jobs();
        this.attempts = attempts;
        this.remarks = parts.remarks();
    }

    void tend(Sight sight) {
        if (sight.nowMillis() - lookedMillis < LOOK_MILLIS) {
            return;
        }
        lookedMillis = sight.nowMillis();
        sight.wishes().jobs().stream()
                .filter(job -> job.getMetadata().getDeletionTimestamp() == null)
                .filter(job -> over(job, sight.nowMillis()))
                .limit(AT_ONCE)
                .forEach(this::remove);
        alarm(sight);
    }

    private boolean over(TrainingJob job, long nowMillis) {
        JobRecord known = jobs.of(job.getMetadata().getUid());
        OptionalLong closed = known.outcome().isEmpty()
                ? OptionalLong.empty()
                : known.last().stream()
                        .filter(intent -> intent.state() == IntentState.CLOSED || intent.state() == IntentState.ABORTED)
                        .mapToLong(Intent::changedAtMillis)
                        .findFirst();
        return closed.isPresent() && nowMillis - closed.getAsLong() >= timeToLiveMillis(job);
    }

    /** Returns how long a job is kept after its time was closed, in milliseconds. */
    static long timeToLiveMillis(TrainingJob job) {
        Integer seconds = job.getSpec().ttlSecondsAfterFinished();
        return 1_000L * (seconds == null ? TrainingJobSpec.DEFAULT_TTL_SECONDS : seconds);
    }

    private void remove(TrainingJob job) {
        JobId id = new JobId(
                job.getMetadata().getNamespace(),
                job.getMetadata().getName(),
                job.getMetadata().getUid());
        jobs.of(id.uid())
                .last()
                .flatMap(intent -> Optional.ofNullable(clusters.get(intent.cluster())))
                .ifPresent(link -> {
                    LOG.info("{} is deleted: its time to live is over", id);
                    attempts.heed(link.actor().remove(id), "deletion of " + id);
                });
    }

    private void alarm(Sight sight) {
        Set<String> blocked = new TreeSet<>();
        for (ObservedCluster cluster : sight.clusters()) {
            for (ObservedPod pod : cluster.ours()) {
                if (blocked(pod, sight.nowMillis())) {
                    blocked.add(pod.jobUid());
                    say(pod);
                }
            }
        }
        alarmed.removeIf(uid -> {
            boolean past = !blocked.contains(uid);
            if (past) {
                remarks.takeBack(uid, BLOCKED);
            }
            return past;
        });
    }

    private void say(ObservedPod pod) {
        if (alarmed.add(pod.jobUid())) {
            LOG.error(
                    "{} ended 15 minutes ago and its finalizer is not released: its closing record cannot be written, or the"
                            + " cluster refuses",
                    pod.id());
            remarks.say(
                    pod.jobUid(),
                    new JobRemark(
                            BLOCKED,
                            true,
                            new Reason(
                                    BLOCKED, pod.name() + " keeps its metering finalizer 15 minutes after its end")));
        }
    }

    /** Says whether a pod has ended long ago and its finalizer is still there. */
    static boolean blocked(ObservedPod pod, long nowMillis) {
        OptionalLong ended = pod.finishedMillis().isPresent() ? pod.finishedMillis() : pod.deletionMillis();
        return pod.meteringFinalizer()
                && (pod.phase().terminal() || pod.deletionMillis().isPresent())
                && ended.isPresent()
                && nowMillis - ended.getAsLong() >= BLOCKED_MILLIS;
    }
}
