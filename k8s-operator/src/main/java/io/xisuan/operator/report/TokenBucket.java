package io.xisuan.operator.report;

/** So many at once, so many a second: pure but for its own count; one thread at a time. */
final class TokenBucket {
    private static final long MILLIS_PER_SECOND = 1000;

    private final long capacityMillis;
    private final long costMillis;
    private long balanceMillis;
    private long lastMillis;

    /** A full bucket of {@code burst} tokens that gets {@code perSecond} more each second. */
    TokenBucket(int burst, int perSecond, long nowMillis) {
        this.costMillis = MILLIS_PER_SECOND / perSecond;
        this.capacityMillis = burst * costMillis;
        this.balanceMillis = capacityMillis;
        this.lastMillis = nowMillis;
    }

    /** Takes a token when there is one; a clock that steps back gives none. */
    boolean take(long nowMillis) {
        balanceMillis = Math.min(capacityMillis, balanceMillis + Math.max(0, nowMillis - lastMillis));
        lastMillis = Math.max(lastMillis, nowMillis);
        if (balanceMillis < costMillis) {
            return false;
        }
        balanceMillis -= costMillis;
        return true;
    }
}
