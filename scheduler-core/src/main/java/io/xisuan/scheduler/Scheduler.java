package io.xisuan.scheduler;

import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Plan;
import java.util.List;

/** Decides which waiting job starts now, where, and why. */
public final class Scheduler {
    private Scheduler() {}

    /** What one cycle plans from. The state is drawn down while planning and put back as it was. */
    public record Situation(
            ClusterState state, List<JobRequest> queue, List<RunningJob> running, CostModel costs, long nowMillis) {
        public Situation {
            queue = List.copyOf(queue);
            running = List.copyOf(running);
        }
    }

    /** Returns the decisions of one cycle; nothing is acted upon, and the state is as it was. */
    public static Plan plan(Situation situation, PlanOptions options) {
        return new Plan(situation.nowMillis(), List.of());
    }
}
