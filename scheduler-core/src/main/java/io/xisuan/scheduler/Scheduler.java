package io.xisuan.scheduler;

import io.xisuan.model.JobId;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Claim;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides which waiting job starts now, where, and why. */
public final class Scheduler {
    private Scheduler() {}

    /**
     * What one cycle plans from. The state is drawn down while planning and put back as it was.
     *
     * @param queue the jobs that wait
     * @param claims the seats that are kept while victims leave; a claim of a job that does not wait counts for nothing
     */
    public record Situation(
            ClusterState state,
            List<JobRequest> queue,
            Tenancy tenancy,
            List<Claim> claims,
            CostModel costs,
            long nowMillis) {
        public Situation {
            queue = List.copyOf(queue);
            claims = List.copyOf(claims);
        }

        /** A situation of tenants who share without rules, in which nobody leaves for anybody. */
        public Situation(ClusterState state, List<JobRequest> queue, CostModel costs, long nowMillis) {
            this(state, queue, Tenancy.FLAT, List.of(), costs, nowMillis);
        }

        public Situation shared(Tenancy other) {
            return new Situation(state, queue, other, claims, costs, nowMillis);
        }

        public Situation claimed(List<Claim> other) {
            return new Situation(state, queue, tenancy, other, costs, nowMillis);
        }

        public Situation priced(CostModel other) {
            return new Situation(state, queue, tenancy, claims, other, nowMillis);
        }

        public Situation at(long otherMillis) {
            return new Situation(state, queue, tenancy, claims, costs, otherMillis);
        }

        /** Returns this situation with one more waiting job, last. */
        public Situation waiting(JobRequest job) {
            List<JobRequest> more = new ArrayList<>(queue);
            more.add(job);
            return new Situation(state, more, tenancy, claims, costs, nowMillis);
        }

        /** Returns this situation without a waiting job. */
        public Situation without(JobId id) {
            List<JobRequest> fewer =
                    queue.stream().filter(job -> !job.id().equals(id)).toList();
            return new Situation(state, fewer, tenancy, claims, costs, nowMillis);
        }
    }

    /** Returns the decisions of one cycle; nothing is acted upon, and the state is as it was. */
    public static Plan plan(Situation situation, PlanOptions options) {
        return plan(situation, options, SchedulerMemory.of(situation, options));
    }

    /**
     * Returns the same, faster by what is remembered of earlier cycles over the same state.
     *
     * @throws IllegalArgumentException when the memory is of another state or of another placement policy
     */
    public static Plan plan(Situation situation, PlanOptions options, SchedulerMemory memory) {
        if (!memory.isOf(situation.state())) {
            throw new IllegalArgumentException("The memory is of another cluster state");
        }
        if (!memory.placesBy(options.placement())) {
            throw new IllegalArgumentException("The memory is of another placement policy than " + options.placement());
        }
        int mark = situation.state().checkpoint();
        try {
            return new Plan(situation.nowMillis(), new Cycle(situation, options, memory).decisions());
        } finally {
            // A plan is an intention: the state goes back to what is.
            situation.state().rollback(mark);
        }
    }

    /**
     * Returns the jobs that can start nowhere, however long they wait, by what they ask for alone: neither prices nor other jobs are
     * looked at.
     */
    public static List<Decision.Never> hopeless(ClusterState state, List<JobRequest> jobs) {
        SchedulerMemory memory = new SchedulerMemory(state);
        memory.enter(jobs);
        List<Decision.Never> never = new ArrayList<>();
        for (JobRequest job : jobs) {
            Eligibility eligibility = memory.classOf(job).eligibility();
            if (eligibility.candidates().isEmpty()) {
                never.add(new Decision.Never(
                        job.id(), eligibility.never(), Optional.empty(), Reasons.never(eligibility)));
            }
        }
        return List.copyOf(never);
    }

    /** Returns what would be decided if something were different; nothing is changed by asking. */
    public static WhatIf whatIf(Situation situation, List<Change> changes, PlanOptions options) {
        Plan before = plan(situation, options);
        int mark = situation.state().checkpoint();
        try {
            Situation changed = situation;
            for (Change change : changes) {
                change.applyTo(situation.state());
                changed = change.appliedTo(changed);
            }
            return new WhatIf(before, plan(changed, options));
        } finally {
            situation.state().rollback(mark);
        }
    }
}
