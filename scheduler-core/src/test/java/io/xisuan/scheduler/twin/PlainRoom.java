package io.xisuan.scheduler.twin;

import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where there is room now without delaying what is reserved, and why not. */
final class PlainRoom {
    private final long nowMillis;
    private final List<Refused> refused = new ArrayList<>();

    PlainRoom(long nowMillis) {
        this.nowMillis = nowMillis;
    }

    /** A refusal is told to the next job that asks for the same and runs no shorter. */
    private record Refused(JobRequest job, PlainCandidates.Candidate candidate, long fromMillis, Refusal reason) {
        boolean tells(JobRequest other, PlainCandidates.Candidate place, long holdMillis) {
            return candidate.index() == place.index()
                    && holdMillis >= fromMillis
                    && job.gang().equals(other.gang())
                    && job.variants().equals(other.variants())
                    && job.wishes().equals(other.wishes())
                    && job.interruption().graceMillis() == other.interruption().graceMillis();
        }
    }

    /** Returns the room once others have left, at most the site's notice later. */
    PlainVictims.Room of(JobRequest job, PlainCandidates.Candidate candidate) {
        long hold = holdMillis(job, candidate) + candidate.pool().site().reclaimWithinMillis();
        return new PlainVictims.Room() {
            @Override
            public boolean maySell() {
                return PlainRoom.this.maySell(candidate, job.gang().smallest(), hold);
            }

            @Override
            public Optional<List<Spot>> spots() {
                return PlainRoom.this.spots(job, candidate, job.gang().smallest(), hold);
            }
        };
    }

    private long holdMillis(JobRequest job, PlainCandidates.Candidate candidate) {
        return candidate.holdMillis(job.as(job.gang().smallest()));
    }

    Optional<List<Spot>> spots(JobRequest job, PlainCandidates.Candidate candidate, Gang gang) {
        return spots(job, candidate, gang, holdMillis(job, candidate));
    }

    private Optional<List<Spot>> spots(JobRequest job, PlainCandidates.Candidate candidate, Gang gang, long hold) {
        PlainPlacement.Wish wish = PlainPlacement.Wish.of(job, gang, candidate.variant());
        return maySell(candidate, gang, hold)
                ? new PlainPlacement(candidate.pool(), wish, limit(candidate, hold)).place()
                : Optional.empty();
    }

    private boolean maySell(PlainCandidates.Candidate candidate, Gang gang, long hold) {
        PlainFuture future = new PlainFuture(candidate.pool(), nowMillis);
        long now = nowMillis;
        long end = PlainFuture.end(now, hold);
        boolean open = candidate.pool().reserved().isEmpty() && !future.risesIn(now, end);
        return open || future.maySell(gang.devicesTouched(), now, end);
    }

    Refusal reason(JobRequest job, PlainCandidates.Candidate candidate) {
        long hold = holdMillis(job, candidate);
        Optional<Refused> told = refused.stream()
                .filter(each -> each.tells(job, candidate, hold))
                .findFirst();
        if (told.isPresent()) {
            return told.get().reason();
        }
        Refusal reason = reason(job, candidate, hold);
        refused.removeIf(each -> each.tells(job, candidate, Long.MAX_VALUE));
        refused.add(new Refused(job, candidate, passesWhenShorter(job, candidate) ? hold : 0, reason));
        return reason;
    }

    private boolean passesWhenShorter(JobRequest job, PlainCandidates.Candidate candidate) {
        PlainPlacement.Wish smallest = PlainPlacement.Wish.of(job, job.gang().smallest(), candidate.variant());
        return new PlainPlacement(candidate.pool(), smallest, PlainPlacement.Limit.NONE)
                .place()
                .isPresent();
    }

    private Refusal reason(JobRequest job, PlainCandidates.Candidate candidate, long hold) {
        PlainPool pool = candidate.pool();
        Gang smallest = job.gang().smallest();
        if (passesWhenShorter(job, candidate)) {
            boolean kept = !new PlainFuture(pool, nowMillis)
                    .unreserved()
                    .maySell(smallest.devicesTouched(), nowMillis, PlainFuture.end(nowMillis, hold));
            return kept ? Refusal.HEADROOM : Refusal.RESERVED;
        }
        int needed = smallest.devices();
        if (pool.total() - pool.headroom() < needed) {
            return Refusal.HEADROOM;
        }
        if (pool.free() < needed) {
            return Refusal.NO_CAPACITY;
        }
        return pool.sellable() < needed ? Refusal.HEADROOM : Refusal.FRAGMENTED;
    }

    private PlainPlacement.Limit limit(PlainCandidates.Candidate candidate, long hold) {
        PlainPool pool = candidate.pool();
        PlainFuture future = new PlainFuture(pool, nowMillis);
        long end = PlainFuture.end(nowMillis, hold);
        return (node, shape, most) -> pool.reserved().stream().noneMatch(each -> each.node() == node)
                ? most
                : future.workers(node, shape, most, nowMillis, end);
    }
}
