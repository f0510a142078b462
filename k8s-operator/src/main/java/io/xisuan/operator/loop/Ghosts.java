package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.operator.act.AttemptMark;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedPod;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Our pods that have not ended and whose attempt is over or was never planned: created late, by an order whose answer was lost or by a
 * former leader. They hold devices that no intent accounts for, so nothing is placed on their nodes until they are gone.
 */
@SuppressWarnings("ReferenceEquality") // an equal list is looked at again, and costs only that
final class Ghosts {
    private final JobRecords jobs;
    /** Looked up only; never walked. */
    private Set<AttemptMark> live = new HashSet<>();

    private List<Intent> liveAsOf = List.of();

    Ghosts(JobRecords jobs) {
        this.jobs = jobs;
    }

    boolean isGhost(ObservedPod pod) {
        return !pod.phase().terminal() && !isLive(pod);
    }

    /** Says whether the pod's attempt is live. */
    boolean isLive(ObservedPod pod) {
        List<Intent> now = jobs.live();
        if (liveAsOf != now) {
            Set<AttemptMark> next = new HashSet<>();
            now.forEach(intent -> next.add(AttemptMark.of(intent.attempt())));
            live = next;
            liveAsOf = now;
        }
        return live.contains(new AttemptMark(pod.jobUid(), pod.attempt()));
    }

    /** Returns the nodes with such a pod on them, as {@link #place} says them. */
    Set<String> nodes(List<ObservedCluster> clusters) {
        Set<String> haunted = new TreeSet<>();
        for (ObservedCluster cluster : clusters) {
            for (ObservedPod pod : cluster.ours()) {
                if (pod.node().isPresent() && isGhost(pod)) {
                    haunted.add(place(cluster, pod.node().get().value()));
                }
            }
        }
        return haunted;
    }

    static String place(ObservedCluster cluster, String node) {
        return cluster.cluster() + "/" + node;
    }
}
