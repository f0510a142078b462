package io.xisuan.operator.inquiry;

import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.Scheduler;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Decision;
import java.util.List;

/** What the real scheduler would decide on one job if it waited with all others: the next plan, and nothing of it is carried out. */
final class Forecast {
    private Forecast() {}

    /**
     * Returns when a job would start; one of the same id that waits is left out.
     *
     * @param situation is as it was afterwards
     */
    static Prospect of(Scheduler.Situation situation, PlanOptions options, JobRequest job) {
        Scheduler.Situation with = situation.without(job.id()).waiting(job);
        List<Decision> decisions = Scheduler.plan(with, options).decisions();
        return decisions.stream()
                .filter(decision -> decision.job().equals(job.id()))
                .findFirst()
                .map(decision -> Prospect.of(decision, situation.nowMillis()))
                .orElseGet(() -> Prospect.unknown("too many jobs are ahead of it to say when"));
    }
}
