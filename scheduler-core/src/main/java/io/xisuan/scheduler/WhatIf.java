package io.xisuan.scheduler;

import io.xisuan.model.JobId;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The plan as it is and as it would be. */
public record WhatIf(Plan before, Plan after) {
    /** What becomes of one job: its decision now and then; empty where none is taken. */
    public record Difference(JobId job, Optional<Decision> before, Optional<Decision> after) {}

    /** Returns the jobs whose decision differs, by job. */
    public List<Difference> differences() {
        Map<JobId, Decision> now = byJob(before);
        Map<JobId, Decision> then = byJob(after);
        List<Difference> differences = new ArrayList<>();
        TreeMap<JobId, Decision> all = new TreeMap<>(now);
        all.putAll(then);
        for (JobId job : all.keySet()) {
            Optional<Decision> old = Optional.ofNullable(now.get(job));
            Optional<Decision> other = Optional.ofNullable(then.get(job));
            if (!old.equals(other)) {
                differences.add(new Difference(job, old, other));
            }
        }
        return differences;
    }

    private static Map<JobId, Decision> byJob(Plan plan) {
        Map<JobId, Decision> decisions = new TreeMap<>();
        plan.decisions().forEach(decision -> decisions.put(decision.job(), decision));
        return decisions;
    }
}
