package io.xisuan.billing.tariff;

/**
 * The promise that an attempt keeps the tariff version of its start for some days; afterwards the version in force counts.
 *
 * @param startMillis when the attempt started
 * @param days how many times 24 hours the promise lasts; 0 for none
 */
public record PriceLock(long startMillis, int days) {
    private static final long MILLIS_PER_DAY = 86_400_000L;

    public PriceLock {
        if (days < 0) {
            throw new IllegalArgumentException("A price lock does not last %d days".formatted(days));
        }
    }

    /** Returns the first instant that is no longer locked. */
    public long endMillis() {
        return Math.addExact(startMillis, days * MILLIS_PER_DAY);
    }

    boolean covers(long instantMillis) {
        return startMillis <= instantMillis && instantMillis < endMillis();
    }
}
