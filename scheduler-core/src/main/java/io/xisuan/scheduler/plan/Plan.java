package io.xisuan.scheduler.plan;

import java.util.List;

/** The decisions of one cycle in the order in which they were taken; each may rely on those before it. */
public record Plan(long atMillis, List<Decision> decisions) {
    public Plan {
        decisions = List.copyOf(decisions);
    }

    /** Returns the jobs that start, in the order in which they were decided. */
    public List<Decision.Start> starts() {
        return decisions.stream()
                .filter(Decision.Start.class::isInstance)
                .map(Decision.Start.class::cast)
                .toList();
    }
}
