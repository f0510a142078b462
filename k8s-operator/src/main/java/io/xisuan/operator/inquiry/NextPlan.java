package io.xisuan.operator.inquiry;

import io.xisuan.scheduler.CostModel;
import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.Scheduler;

/** The situation from which the next plan is made, for questions of what would be: each call makes one of its own. */
public interface NextPlan {
    /** As long as their tenants say. */
    int AS_STATED = 1_000;

    /**
     * Returns the situation with all that waits.
     *
     * @param runsPerMille how long runs last, in thousandths of what their tenants say
     */
    Scheduler.Situation situation(CostModel costs, int runsPerMille);

    /** Returns how the hub plans; without a forecast where its queue is too long for one. */
    PlanOptions options();
}
