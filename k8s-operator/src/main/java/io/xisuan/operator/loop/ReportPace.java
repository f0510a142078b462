package io.xisuan.operator.loop;

import java.util.Optional;

/**
 * When everything that is said of resources is said again: after every plan, and else twice a second; seldomer when saying it takes long.
 * What the sites have left is counted anew only when it may have changed, and every two seconds at most.
 */
final class ReportPace {
    private static final long LEAST_MILLIS = 500;
    private static final long CAPACITY_MILLIS = 2_000;
    private static final long DUTY = 4;

    private Optional<Object> market = Optional.empty();
    private long records;
    private long countedMillis;
    private long reportedMillis;
    private long tookMillis;

    /** Returns whether to report now. */
    boolean due(long nowMillis, boolean planned) {
        return planned || nowMillis - reportedMillis >= Math.max(LEAST_MILLIS, DUTY * tookMillis);
    }

    /** Returns whether to count and tell what sites, tariffs and vouchers have left, and takes it for done when so. */
    @SuppressWarnings("ReferenceEquality") // what was made anew may differ
    boolean capacityDue(Sight sight, long recordChanges) {
        boolean same = market.filter(before -> before == sight.market()).isPresent() && records == recordChanges;
        long since = sight.nowMillis() - countedMillis;
        if (market.isPresent() && (since < CAPACITY_MILLIS || (same && since < 10 * CAPACITY_MILLIS))) {
            return false;
        }
        market = Optional.of(sight.market());
        records = recordChanges;
        countedMillis = sight.nowMillis();
        return true;
    }

    void reported(long nowMillis, long took) {
        reportedMillis = nowMillis;
        tookMillis = took;
    }
}
