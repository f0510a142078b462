package io.xisuan.scheduler.twin;

import io.xisuan.model.JobId;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Plan;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What must hold after every step, by the numbers of the target's architecture. */
final class Invariants {
    private Invariants() {}

    /** 2: gangs whole at one site. 10: every job has one decision with a reason in words; a chosen place says what it was chosen before. */
    static void ofPlan(Plan plan, List<JobRequest> queue) {
        Set<JobId> decided = new TreeSet<>();
        for (Decision decision : plan.decisions()) {
            boolean running = decision instanceof Decision.Resize || decision instanceof Decision.Move;
            check(running || decided.add(decision.job()), "two decisions on one job", decision);
            switch (decision) {
                case Decision.Start start -> {
                    check(start.workers().size() == start.seat().gang().workers(), "a gang in parts", decision);
                    check(!start.seat().gang().isElastic(), "a placed gang is not elastic", decision);
                }
                case Decision.Preempt preempt -> check(!preempt.victims().isEmpty(), "nobody is stopped", decision);
                case Decision.Wait wait ->
                    check(!wait.reason().isNever() && !wait.text().isBlank(), "no reason", decision);
                case Decision.Never never ->
                    check(never.reason().isNever() && !never.text().isBlank(), "no reason", decision);
                case Decision.Resize resize -> check(!resize.text().isBlank(), "no reason", decision);
                case Decision.Move move -> check(move.harm().job().equals(move.job()), "another job's harm", decision);
            }
        }
        for (JobRequest job : queue) {
            check(decided.contains(job.id()), "no decision on", job.id());
        }
    }

    /** 1: no node over-allocated, no device or share held twice. 2: no worker of a gang elsewhere. The state and the twin's agree. */
    static void ofState(PlainWorld world, ClusterState state, long nowMillis) {
        for (PlainPool pool : world.pools(nowMillis)) {
            for (PlainNode node : pool.nodes()) {
                check(!node.isOverdrawn(), "over-allocated", node);
            }
            Pool fast = state.pool(pool.site().id(), pool.type()).orElseThrow();
            check(
                    fast.freeDevices() == pool.free()
                            && fast.soldDevices() == pool.sold()
                            && fast.sellableDevices() == pool.sellable(),
                    "another count of devices",
                    pool);
        }
        check(state.running().equals(world.running()), "other jobs run", world.running());
        for (RunningJob job : world.running()) {
            for (WorkerPlacement worker : job.allocation().workers()) {
                check(
                        world.nodes().stream()
                                .anyMatch(node -> node.site()
                                                .equals(job.allocation().site())
                                        && node.name().equals(worker.node())
                                        && node.type().equals(job.allocation().type())),
                        "a worker elsewhere",
                        job.job());
            }
        }
    }

    private static void check(boolean holds, String what, Object where) {
        if (!holds) {
            throw new Disagreement("%s: %s".formatted(what, where));
        }
    }
}
