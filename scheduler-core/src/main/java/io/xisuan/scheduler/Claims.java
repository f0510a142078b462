package io.xisuan.scheduler;

import io.xisuan.model.JobId;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.placement.Places;
import io.xisuan.scheduler.plan.Claim;
import io.xisuan.scheduler.plan.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The seats that are kept for waiting jobs while their victims leave. */
final class Claims {
    private final ClusterState state;
    /** Sorted when it is walked. */
    private final Map<JobId, Claim> byJob = new HashMap<>();

    Claims(ClusterState state, List<Claim> claims) {
        this.state = state;
        claims.forEach(claim -> byJob.put(claim.job(), claim));
    }

    boolean isEmpty() {
        return byJob.isEmpty();
    }

    Optional<Claim> of(JobId job) {
        return Optional.ofNullable(byJob.get(job));
    }

    /** A running job that leaves its places and goes to the ones that are kept for it. */
    record Moving(JobRequest request, Decision.Seat seat, Candidate candidate, long startMillis) {}

    /** Returns the jobs that run, leave, and have a seat to go to, by job. */
    List<Moving> moving(long nowMillis) {
        List<Moving> moving = new ArrayList<>();
        for (Claim claim : new TreeMap<>(byJob).values()) {
            Optional<RunningJob> running = state.running(claim.job());
            if (running.isPresent() && running.get().leavesMillis().isPresent()) {
                long leaves = Math.max(running.get().leavesMillis().getAsLong(), nowMillis + 1);
                moving.add(
                        new Moving(running.get().request(), claim.seat(), Candidate.of(state, running.get()), leaves));
            }
        }
        return moving;
    }

    /** Returns the running jobs that leave for a seat and have none to go to themselves, by job. */
    List<RunningJob> leaving() {
        TreeMap<JobId, RunningJob> leaving = new TreeMap<>();
        for (Claim claim : new TreeMap<>(byJob).values()) {
            for (JobId victim : claim.victims()) {
                state.running(victim)
                        .filter(job -> job.leavesMillis().isPresent() && !byJob.containsKey(victim))
                        .ifPresent(job -> leaving.put(victim, job));
            }
        }
        return List.copyOf(leaving.values());
    }

    /** Returns when the last victim of a claim will have left; empty when all have, or when one was never told to. */
    OptionalLong leaveMillis(Claim claim, long nowMillis) {
        long last = 0;
        for (JobId victim : claim.victims()) {
            Optional<RunningJob> running = state.running(victim);
            if (running.isPresent()) {
                if (running.get().leavesMillis().isEmpty()) {
                    return OptionalLong.empty();
                }
                last = Math.max(last, running.get().leavesMillis().getAsLong());
            }
        }
        return last == 0 ? OptionalLong.empty() : OptionalLong.of(Math.max(last, nowMillis + 1));
    }

    /** Says whether no victim of a claim runs any more. */
    boolean isFree(Claim claim) {
        return claim.victims().stream().allMatch(victim -> state.running(victim).isEmpty());
    }

    /** Returns a seat's pool. */
    Optional<Pool> pool(Decision.Seat seat) {
        return state.pool(seat.site(), seat.variant().type());
    }

    /** Returns a seat's places, or empty when one of its nodes is gone. */
    Optional<Places> places(Decision.Seat seat) {
        List<Integer> nodes = new ArrayList<>();
        for (WorkerPlacement worker : seat.workers()) {
            if (!state.hasNode(seat.site(), worker.node())) {
                return Optional.empty();
            }
            nodes.add(state.nodeOf(seat.site(), worker.node()));
        }
        return Optional.of(Places.of(seat.gang(), nodes));
    }
}
