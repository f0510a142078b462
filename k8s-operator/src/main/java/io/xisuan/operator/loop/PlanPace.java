package io.xisuan.operator.loop;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import java.util.Optional;
import java.util.SortedMap;

/**
 * When a cycle is planned: once anything that a plan hangs on has changed, and else now and then, for time itself changes what may
 * start. Plans take at most half of the loop's time, whatever the queue.
 */
final class PlanPace {
    /** The longest time between two plans over a world that stands still, when plans are cheap and when they are not. */
    private static final long STILL_MILLIS = 1_000;

    private static final long SETTLING_MILLIS = 200;
    private static final long LONGEST_STILL_MILLIS = 10_000;
    private static final long DUTY = 20;

    /** What a plan hangs on beside the time: compared by being the same. */
    private record Ground(Object market, Object gangs, long records, SortedMap<AccountId, Account> balances) {
        @SuppressWarnings("ReferenceEquality") // what was made anew may differ
        boolean same(Ground other) {
            return market == other.market
                    && gangs == other.gangs
                    && records == other.records
                    && balances.equals(other.balances);
        }
    }

    private Optional<Ground> last = Optional.empty();
    private long plannedMillis;
    private long tookMillis;

    /**
     * Returns whether to plan now.
     *
     * @param settling whether a new job waits only for a moment to pass
     */
    boolean due(Sight sight, long records, SortedMap<AccountId, Account> balances, boolean settling) {
        long since = sight.nowMillis() - plannedMillis;
        Ground ground = new Ground(sight.market(), sight.gangs(), records, balances);
        boolean same = last.filter(ground::same).isPresent();
        long rest = same
                ? Math.clamp(DUTY * tookMillis, settling ? SETTLING_MILLIS : STILL_MILLIS, LONGEST_STILL_MILLIS)
                : Math.min(tookMillis, STILL_MILLIS);
        return last.isEmpty() || since >= rest;
    }

    /**
     * Notes that a plan was made of this.
     *
     * @param records as they were before the plan's starts were added
     */
    void planned(Sight sight, long records, SortedMap<AccountId, Account> balances, long took) {
        last = Optional.of(new Ground(sight.market(), sight.gangs(), records, balances));
        plannedMillis = sight.nowMillis() + took;
        tookMillis = took;
    }
}
