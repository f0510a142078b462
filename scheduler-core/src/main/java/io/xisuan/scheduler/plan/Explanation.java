package io.xisuan.scheduler.plan;

import io.xisuan.model.Money;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.demand.Variant;
import java.util.List;
import java.util.Optional;

/**
 * Why a job starts where it starts.
 *
 * @param runnerUp what would have been chosen had the chosen place not been there
 * @param others every site that was not chosen, in the order of their ids, each with why
 */
public record Explanation(Optional<RunnerUp> runnerUp, List<SiteVerdict> others) {
    /** An explanation that nobody asked for. */
    public static final Explanation NONE = new Explanation(Optional.empty(), List.of());

    /**
     * The second best place and its cost.
     *
     * @param margin by how much the chosen place counts as better, by all that operations let count; rounded up to the fen
     */
    public record RunnerUp(SiteId site, Variant variant, Cost.Priced cost, Money margin) {}

    public Explanation {
        others = List.copyOf(others);
    }
}
