package io.xisuan.scheduler.twin;

import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Eta;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** When and where a job that cannot start now can. */
final class PlainBacklog {
    private final long nowMillis;

    /** A later start and what makes it possible then and not before. */
    record Later(PlainCandidates.Candidate candidate, Gang gang, PlainFuture.Found found, Eta.Cause cause) {
        Eta eta(boolean firm) {
            return new Eta(found.startMillis(), candidate.pool().site().id(), cause, firm);
        }
    }

    PlainBacklog(long nowMillis) {
        this.nowMillis = nowMillis;
    }

    /** Returns the earliest start at any of the candidates. */
    Optional<Later> earliest(JobRequest job, List<PlainCandidates.Candidate> candidates) {
        return candidates.stream()
                .flatMap(candidate -> later(job, candidate).stream())
                .min(Comparator.comparingLong((Later later) -> later.found().startMillis())
                        .thenComparingInt(later -> later.candidate().index()));
    }

    /** Keeps its places. */
    void keep(JobRequest job, Later later) {
        new PlainFuture(later.candidate().pool(), nowMillis)
                .reserve(later.gang(), later.found(), later.candidate().holdMillis(job.as(later.gang())));
    }

    private Optional<Later> later(JobRequest job, PlainCandidates.Candidate candidate) {
        Optional<Later> least = later(job, candidate, job.gang().smallest());
        Optional<Later> most = later(job, candidate, job.gang().largest());
        return least.isPresent()
                        && most.isPresent()
                        && most.get().found().startMillis()
                                <= least.get().found().startMillis()
                ? most
                : least;
    }

    private Optional<Later> later(JobRequest job, PlainCandidates.Candidate candidate, Gang gang) {
        PlainFuture future = new PlainFuture(candidate.pool(), nowMillis);
        PlainPlacement.Wish wish = PlainPlacement.Wish.of(job, gang, candidate.variant());
        long run = candidate.holdMillis(job.as(gang));
        long from = Math.max(job.times().notBeforeMillis(), nowMillis + 1);
        return future.first(wish, run, from, Long.MAX_VALUE).map(found -> {
            long at = found.startMillis();
            boolean behind = !candidate.pool().reserved().isEmpty()
                    && at > from
                    && future.unreserved().first(wish, run, from, at).isPresent();
            Eta.Cause cause = future.keptAt(at) < future.keptAt(at - 1) ? Eta.Cause.HEADROOM_FALLS : Eta.Cause.JOBS_END;
            cause = behind ? Eta.Cause.QUEUE_AHEAD : cause;
            return new Later(
                    candidate, gang, found, at == job.times().notBeforeMillis() ? Eta.Cause.NOT_BEFORE : cause);
        });
    }
}
