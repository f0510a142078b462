package io.xisuan.scheduler;

import io.xisuan.model.SiteId;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.fairness.DeviceTotals;
import io.xisuan.scheduler.fairness.QueueTree;
import io.xisuan.scheduler.fairness.QuotaShort;
import io.xisuan.scheduler.plan.Eta;
import io.xisuan.scheduler.reservation.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** When enough of what a queue holds will have come free for a job that waits for its limit. */
final class QuotaEtas {
    private final ClusterState state;
    private final QueueTree queues;
    private final DeviceTotals totals;
    private final long nowMillis;

    QuotaEtas(ClusterState state, QueueTree queues, DeviceTotals totals, long nowMillis) {
        this.state = state;
        this.queues = queues;
        this.totals = totals;
        this.nowMillis = nowMillis;
    }

    /**
     * Returns when the limit will have room for the job, or when its places are expected if that is later; empty when the ends
     * that are known do not make room.
     */
    Optional<Eta> eta(QuotaShort quota, Optional<Eta> places) {
        long missing = quota.heldMilli() + quota.demandMilli() - quota.limitMilli();
        if (missing <= 0) {
            return places;
        }
        for (RunningJob job : byEnd(quota)) {
            missing -= totals.milli(job.allocation().gang(), job.allocation().type());
            if (missing <= 0) {
                long free = job.freesMillis(nowMillis, Future.OVERDUE_MILLIS);
                SiteId site = places.map(Eta::site).orElse(job.allocation().site());
                return places.filter(eta -> eta.startMillis() >= free)
                        .or(() -> Optional.of(new Eta(free, site, Eta.Cause.QUEUE_AHEAD, false)));
            }
        }
        return Optional.empty();
    }

    private List<RunningJob> byEnd(QuotaShort quota) {
        return state.running().stream()
                .filter(job -> queues.path(job.request().tenant()).stream()
                        .anyMatch(queue -> queue.id().equals(quota.queue())))
                .sorted(Comparator.comparingLong((RunningJob job) -> job.freesMillis(nowMillis, Future.OVERDUE_MILLIS))
                        .thenComparing(RunningJob::job))
                .toList();
    }
}
