package io.xisuan.operator.loop;

import io.xisuan.model.SiteId;
import io.xisuan.operator.act.ClusterActs;
import io.xisuan.operator.act.NamedObject;
import io.xisuan.operator.act.Presence;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.market.Reach;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.operator.translate.NamedByJob;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Says of waiting jobs where they can go at all. What they name in their namespaces is asked of the cluster, a few objects a cycle, and
 * remembered for a minute; what is missing, for a quarter of one.
 */
final class ReachDesk {
    private static final int ASKED_A_CYCLE = 50;
    private static final long KNOWN_MILLIS = 60_000;
    private static final long MISSING_MILLIS = 15_000;

    private record Known(Presence presence, long askedMillis) {
        boolean fresh(long nowMillis) {
            return nowMillis - askedMillis < (presence instanceof Presence.Missing ? MISSING_MILLIS : KNOWN_MILLIS);
        }
    }

    private final ClusterActs cluster;
    private final SortedMap<NamedObject, Known> known = new TreeMap<>();
    private int left;
    private Reach reach = new Reach(List.of(), List.of());

    ReachDesk(ClusterActs cluster) {
        this.cluster = cluster;
    }

    /** Begins a cycle. */
    void begin(Sight sight) {
        left = ASKED_A_CYCLE;
        known.values().removeIf(one -> !one.fresh(sight.nowMillis()));
        List<ObservedNode> nodes =
                sight.clusters().stream().flatMap(seen -> seen.nodes().stream()).toList();
        reach = new Reach(sight.market().sites(), nodes);
    }

    /** @param ranAt where the job's last attempt ran; empty before its first */
    Reach.Outcome of(JobRequest request, TrainingJob job, Optional<SiteId> ranAt, long nowMillis) {
        SortedMap<NamedObject, Presence> named = new TreeMap<>();
        for (NamedObject object : NamedByJob.of(job)) {
            Optional<Presence> presence = presence(object, nowMillis);
            if (presence.isEmpty()) {
                return new Reach.Outcome.Nowhere(new Decision.Wait(
                        request.id(),
                        Refusal.NOT_YET,
                        Optional.empty(),
                        "whether what it names is there is being looked up: " + object));
            }
            named.put(object, presence.get());
        }
        return reach.of(new Reach.Waiting(request, job, ranAt, named));
    }

    private Optional<Presence> presence(NamedObject object, long nowMillis) {
        Known seen = known.get(object);
        if (seen != null) {
            return Optional.of(seen.presence());
        }
        if (left == 0) {
            return Optional.empty();
        }
        left--;
        Presence presence = cluster.presence(object);
        if (presence instanceof Presence.NotYet) {
            return Optional.empty();
        }
        known.put(object, new Known(presence, nowMillis));
        return Optional.of(presence);
    }
}
