package io.xisuan.operator.inquiry;

import io.xisuan.billing.store.Intent;
import java.util.List;

/**
 * How long runs lasted, in thousandths of what their tenants had said, in ascending order: of attempts that came to their own end. From
 * being placed to being closed, so that what a start and an end cost is in it.
 */
record RunHistory(List<Integer> perMille) {
    /** With fewer, a tenth of them is one or none: no range is said. */
    static final int FEWEST = 20;

    /** So many of the last are looked at. */
    static final int MOST = 200;

    /** The outcome of a run that ended of itself. */
    static final String OWN_END = "Succeeded";

    private static final long LONGEST_PER_MILLE = 10_000;

    RunHistory {
        perMille = List.copyOf(perMille);
    }

    static RunHistory of(List<Intent> ended) {
        return new RunHistory(ended.stream()
                .filter(intent -> intent.estimateMillis() > 0)
                .map(RunHistory::perMille)
                .sorted()
                .toList());
    }

    private static int perMille(Intent intent) {
        long ran = Math.max(0, intent.changedAtMillis() - intent.plannedAtMillis());
        return (int)
                Math.clamp(Math.multiplyExact(NextPlan.AS_STATED, ran) / intent.estimateMillis(), 1, LONGEST_PER_MILLE);
    }

    boolean enough() {
        return perMille.size() >= FEWEST;
    }

    /** Returns the share that so many percent of the runs did not pass. */
    int quantile(int percent) {
        int index = Math.ceilDiv(perMille.size() * percent, 100) - 1;
        return perMille.get(Math.clamp(index, 0, perMille.size() - 1));
    }
}
