package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.usage.AttemptKey;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * When what was ordered in vain is ordered again: after one second, then twice as long each time, up to a bound. Kept in memory: a next
 * leader asks at once.
 */
final class OrderPace {
    private static final long FIRST_MILLIS = 1_000;
    private static final int MOST_DOUBLINGS = 20;

    private record Vain(int times, long notBeforeMillis) {}

    private final long longestMillis;
    private final SortedMap<AttemptKey, Vain> vain = new TreeMap<>();

    OrderPace(long longestMillis) {
        this.longestMillis = longestMillis;
    }

    boolean due(AttemptKey attempt, long nowMillis) {
        Vain before = vain.get(attempt);
        return before == null || nowMillis >= before.notBeforeMillis();
    }

    /** Notes that it was in vain; says whether it was the first time. */
    boolean failed(AttemptKey attempt, long nowMillis) {
        Vain before = vain.getOrDefault(attempt, new Vain(0, 0));
        long pause = Math.min(longestMillis, FIRST_MILLIS << Math.min(before.times(), MOST_DOUBLINGS));
        vain.put(attempt, new Vain(before.times() + 1, nowMillis + pause));
        return before.times() == 0;
    }

    /** Notes that it was done; says whether it had been in vain before. */
    boolean done(AttemptKey attempt) {
        return vain.remove(attempt) != null;
    }

    /** Forgets all attempts but these. */
    void keepOnly(List<Intent> live) {
        if (!vain.isEmpty()) {
            vain.keySet().retainAll(live.stream().map(Intent::attempt).collect(Collectors.toSet()));
        }
    }
}
