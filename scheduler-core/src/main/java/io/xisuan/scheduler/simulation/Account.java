package io.xisuan.scheduler.simulation;

import io.xisuan.scheduler.plan.Decision;
import java.util.List;
import java.util.Optional;

/**
 * What a replay can say about one job: what became of it, why, why not elsewhere, and what it waited for.
 *
 * @param outcome when and where it ran; empty when it never could
 * @param never why it never could
 * @param decided what the product's own scheduler decided in the end, with its reasons; empty under other policies, and where
 *     the job never reached the scheduler
 * @param waits the times before and between its runs, each with the reason, in order
 * @param elsewhere every site where it did not start, in the order of the trace
 * @param needs what it would take: to start at all, or to start at its submission
 */
public record Account(
        String policy,
        TraceJob job,
        Optional<Outcome> outcome,
        Optional<Never> never,
        Optional<Decision> decided,
        List<Waited> waits,
        List<Elsewhere> elsewhere,
        String needs) {
    public Account {
        waits = List.copyOf(waits);
        elsewhere = List.copyOf(elsewhere);
    }

    /**
     * A time without progress.
     *
     * @param reason for programs; the names of {@link io.xisuan.scheduler.plan.Refusal} under the own scheduler
     * @param text for people, as it was when this wait began
     * @param etaMillis when the start was expected as this wait began, where somebody said so
     */
    public record Waited(long fromMillis, long untilMillis, String reason, String text, Optional<Long> etaMillis) {}

    /**
     * A site where the job did not start, as it was when the job started, or idle when it never did.
     *
     * @param reason for programs; the names of {@link io.xisuan.scheduler.plan.SiteVerdict.Kind} under the own scheduler
     */
    public record Elsewhere(String site, String reason, String text) {}
}
