package io.xisuan.scheduler;

import io.xisuan.model.JobId;
import io.xisuan.scheduler.demand.QueueOrder;
import io.xisuan.scheduler.plan.Plan;
import io.xisuan.scheduler.twin.Facts;

/** A situation read from text, see {@link Facts} for its words. */
final class Scenario {
    private final Facts facts;

    private Scenario(Facts facts) {
        this.facts = facts;
    }

    static Scenario of(String text) {
        return new Scenario(Facts.of(text.lines().toList()));
    }

    Scheduler.Situation situation() {
        return new Scheduler.Situation(facts.state(), facts.jobs(), new ListPrices(facts.prices(), facts.vouchers()), 0)
                .shared(facts.tenancy());
    }

    /** Returns the plan with so many reservations, as text. */
    String planned(int reservations) {
        return planned(new PlanOptions(QueueOrder.PRIORITY, reservations, Integer.MAX_VALUE, true));
    }

    String planned(PlanOptions options) {
        return PlanText.of(plan(options));
    }

    Plan plan(PlanOptions options) {
        return Scheduler.plan(situation(), options);
    }

    static JobId jobId(String name) {
        return Facts.jobId(name);
    }
}
