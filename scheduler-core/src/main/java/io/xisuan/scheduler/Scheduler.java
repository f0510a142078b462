package io.xisuan.scheduler;

import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Plan;
import io.xisuan.scheduler.plan.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides which waiting job starts now, where, and why. */
public final class Scheduler {
    private Scheduler() {}

    /** What one cycle plans from. The state is drawn down while planning and put back as it was. */
    public record Situation(
            ClusterState state, List<JobRequest> queue, CostModel costs, long nowMillis) {
        public Situation {
            queue = List.copyOf(queue);
        }
    }

    /** Returns the decisions of one cycle; nothing is acted upon, and the state is as it was. */
    public static Plan plan(Situation situation, PlanOptions options) {
        // 1. Who comes first?
        List<JobRequest> ordered = options.order().order(situation.queue());
        List<JobRequest> considered = ordered.subList(0, Math.min(ordered.size(), options.considered()));
        // 2. One job after the other, each with what those before it left.
        List<Decision> decisions = new ArrayList<>();
        int mark = situation.state().checkpoint();
        Cycle cycle = new Cycle(situation, options);
        for (JobRequest job : considered) {
            cycle.decide(job).ifPresent(decisions::add);
        }
        // 3. A plan is an intention: the state goes back to what is.
        situation.state().rollback(mark);
        // 4. Whoever was not looked at is told so.
        if (options.explained()) {
            ordered.subList(considered.size(), ordered.size()).forEach(job -> decisions.add(notConsidered(job)));
        }
        return new Plan(situation.nowMillis(), decisions);
    }

    private static Decision notConsidered(JobRequest job) {
        return new Decision.Wait(
                job.id(), Refusal.NOT_CONSIDERED, Optional.empty(), "too many jobs are ahead of it in this cycle");
    }
}
