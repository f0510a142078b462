package io.xisuan.scheduler.twin;

import io.xisuan.scheduler.plan.Decision;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often each kind of decision was compared, so that a comparison of nothing is noticed. */
public final class Tally {
    private final SortedMap<String, Long> counts = new TreeMap<>();

    void count(Decision decision) {
        String kind = switch (decision) {
            case Decision.Start start -> start.explanation().runnerUp().isPresent() ? "start, runner-up" : "start";
            case Decision.Preempt preempt -> "preempt";
            case Decision.Resize resize -> "resize";
            case Decision.Move move -> "move";
            case Decision.Wait wait -> "wait " + wait.reason();
            case Decision.Never never -> "never " + never.reason();
        };
        counts.merge(kind, 1L, Long::sum);
        if (decision instanceof Decision.Wait wait) {
            wait.eta().ifPresent(eta -> counts.merge("eta " + eta.cause(), 1L, Long::sum));
        }
    }

    /** Returns how many decisions of a kind were compared. */
    public long of(String kind) {
        return counts.getOrDefault(kind, 0L);
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
