package io.xisuan.operator.loop;

import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ClusterId;
import io.xisuan.model.JobId;
import io.xisuan.operator.act.AttemptMark;
import io.xisuan.operator.act.ClusterActs;
import io.xisuan.operator.act.Swept;
import io.xisuan.operator.metering.live.LiveMeter;
import io.xisuan.operator.metering.live.MeterStep;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.observe.PodName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Meters what runs in each cluster: what ended is written to the journal, then closed in the store, then let go; and what a former leader
 * created late is removed.
 */
final class MeterDesk {
    private static final Logger LOG = LoggerFactory.getLogger(MeterDesk.class);

    /** A pod that was created just before its attempt was given up may take so long to be seen. */
    private static final long UNSEEN_MILLIS = 5_000;

    /** How long a former leader's late objects are looked for often, how often then, and how often later. */
    private static final long SWEPT_OFTEN_MILLIS = 90_000;

    private static final long SWEEP_OFTEN_MILLIS = 5_000;
    private static final long SWEEP_MILLIS = 300_000;

    private final SortedMap<ClusterId, ClusterLink> clusters;
    private final JobRecords jobs;
    private final Closer closer;
    private final Attempts attempts;
    private final Hands hands;
    private final Ghosts ghosts;
    private final long ledSinceMillis;
    private long sweptMillis;

    MeterDesk(Parts parts, Attempts attempts, Hands hands) {
        this.clusters = new TreeMap<>(parts.clusters());
        this.jobs = parts.jobs();
        this.attempts = attempts;
        this.closer = new Closer(parts, attempts, hands);
        this.hands = hands;
        this.ghosts = new Ghosts(jobs);
        this.ledSinceMillis = parts.leadership().sinceMillis();
    }

    /** Returns the nodes on which nothing is placed now, as {@link Ghosts} says. */
    Set<String> haunted(List<ObservedCluster> seen) {
        return ghosts.nodes(seen);
    }

    /** Looks at every cluster, closes what is over and lets it go. */
    void tend(Sight sight) {
        for (ObservedCluster cluster : sight.clusters()) {
            LiveMeter meter = link(cluster.cluster()).meter();
            MeterStep step = meter.observe(cluster, Inventory.of(sight.market(), cluster), sight.nowMillis());
            closer.close(step.closed(), meter, sight);
            attempts.nodeLost(step.lostPods(), sight.nowMillis());
            attempts.deviceFailed(step.faultyPods(), sight.nowMillis());
            Set<PodName> releasable = new HashSet<>(step.finalizersReleasable());
            Set<PodName> strangers = new HashSet<>(step.strangers());
            for (ObservedPod pod : cluster.ours()) {
                boolean wanted = ghosts.isLive(pod);
                if (!wanted && releasable.contains(pod.id()) && ends(pod)) {
                    hands.release(link(cluster.cluster()).actor(), pod.id());
                } else if (!wanted && (strangers.contains(pod.id()) || !ends(pod))) {
                    letGo(cluster, pod, sight.nowMillis());
                }
            }
            acknowledge(cluster);
        }
    }

    private static boolean ends(ObservedPod pod) {
        return pod.phase().terminal() || pod.deletionMillis().isPresent();
    }

    /**
     * Ends a pod of an attempt that is over or that no intent wants (a create that came late, ours or a former leader's) and lets it go:
     * no tenant is billed for what it held.
     */
    private void letGo(ObservedCluster cluster, ObservedPod pod, long nowMillis) {
        if (nowMillis - pod.createdMillis() < UNSEEN_MILLIS) {
            return;
        }
        ClusterActs actor = link(cluster.cluster()).actor();
        if (pod.phase().terminal()) {
            hands.release(actor, pod.id());
        } else if (pod.deletionMillis().isEmpty()) {
            JobId job = new JobId(pod.namespace(), pod.jobName(), pod.jobUid());
            AttemptKey attempt = new AttemptKey(job, pod.attempt());
            if (hands.end(actor, attempt, ended(cluster, pod), nowMillis)) {
                LOG.warn("{} holds devices without a live attempt, and is ended", pod.id());
            }
        }
    }

    /** Returns the pods of the same attempt that have ended: their logs stay. */
    private static Set<String> ended(ObservedCluster cluster, ObservedPod late) {
        return cluster.ours().stream()
                .filter(pod -> pod.jobUid().equals(late.jobUid())
                        && pod.attempt() == late.attempt()
                        && pod.phase().terminal())
                .map(ObservedPod::uid)
                .collect(Collectors.toSet());
    }

    /** Forgets pods that vanished once their attempts are closed: they were needed to know how those ended. */
    private void acknowledge(ObservedCluster cluster) {
        Set<String> over = cluster.gone().stream()
                .filter(pod -> jobs.of(pod.jobUid())
                        .live()
                        .filter(live -> live.attempt().attempt() == pod.attempt())
                        .isEmpty())
                .map(ObservedPod::uid)
                .collect(Collectors.toSet());
        if (!over.isEmpty()) {
            link(cluster.cluster()).observer().acknowledge(over);
        }
    }

    /** Deletes what a former leader created after this one began: often at first, for the fence closes a moment late. */
    void sweep(Sight sight) {
        long nowMillis = sight.nowMillis();
        long every = nowMillis - ledSinceMillis < SWEPT_OFTEN_MILLIS ? SWEEP_OFTEN_MILLIS : SWEEP_MILLIS;
        if (nowMillis - sweptMillis < every) {
            return;
        }
        sweptMillis = nowMillis;
        // Attempts that ended in good order are spared too: their pods keep the logs until the job is deleted.
        SortedSet<AttemptMark> live = new TreeSet<>();
        jobs.live().forEach(intent -> live.add(AttemptMark.of(intent.attempt())));
        for (ObservedCluster cluster : sight.clusters()) {
            cluster.ours().stream()
                    .flatMap(pod -> jobs.of(pod.jobUid()).attempts().stream())
                    .filter(intent -> intent.state() == IntentState.CLOSED)
                    .forEach(intent -> live.add(AttemptMark.of(intent.attempt())));
        }
        for (ClusterLink link : clusters.values()) {
            Swept swept = link.actor().sweep(live);
            if (swept.pods() > 0 || swept.services() > 0) {
                LOG.info("swept {} pods and {} Services that no intent wants", swept.pods(), swept.services());
            }
            attempts.heed(swept.answer(), "sweep of " + link.id());
        }
    }

    private ClusterLink link(ClusterId cluster) {
        return Optional.ofNullable(clusters.get(cluster)).orElseThrow();
    }
}
