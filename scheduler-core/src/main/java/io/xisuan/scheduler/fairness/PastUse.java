package io.xisuan.scheduler.fairness;

import io.xisuan.model.TenantId;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each tenant used in the past, of which half is forgotten every half-life.
 *
 * <p>So who used much lately comes after who used little, and in the end nothing is held against anybody. Device time is in
 * thousandths of a device times milliseconds. Integers only: the same calls give the same numbers everywhere. Decayed use as
 * a part of fair share is as in Kueue's KEP-4136 and Slurm's priority/multifactor plugin.
 */
public final class PastUse {
    /** A week. */
    public static final long DEFAULT_HALF_LIFE_MILLIS = 168 * 3_600_000L;

    private static final int STEPS = 16;
    /** At each step the factor of half as long a time as at the one before, from half a half-life on, times 2^63. */
    private static final long[] FACTORS = factors();

    private final long halfLifeMillis;
    private final Map<TenantId, Decayed> byTenant = new TreeMap<>();

    private record Decayed(long milliMillis, long atMillis) {}

    public PastUse(long halfLifeMillis) {
        if (halfLifeMillis < 1) {
            throw new IllegalArgumentException("Past use has a half-life of 1 ms at least, not " + halfLifeMillis);
        }
        this.halfLifeMillis = halfLifeMillis;
    }

    /** Returns a past of which nothing is known, with the default half-life. */
    public static PastUse none() {
        return new PastUse(DEFAULT_HALF_LIFE_MILLIS);
    }

    /** Returns a past of its own that knows the same: what is added to one is not known to the other. */
    public PastUse copy() {
        PastUse other = new PastUse(halfLifeMillis);
        other.byTenant.putAll(byTenant);
        return other;
    }

    private static long[] factors() {
        BigInteger one = BigInteger.ONE.shiftLeft(63);
        BigInteger factor = one.shiftRight(1);
        long[] factors = new long[STEPS];
        for (int step = 0; step < STEPS; step++) {
            factor = factor.multiply(one).sqrt();
            factors[step] = factor.longValueExact();
        }
        return factors;
    }

    /** Adds device time that ended at the instant; what arrives late is decayed by how late it is. */
    public void add(TenantId tenant, long milliMillis, long atMillis) {
        if (milliMillis < 0) {
            throw new IllegalArgumentException("Nobody used less than nothing: %s, %d".formatted(tenant, milliMillis));
        }
        Decayed before = byTenant.getOrDefault(tenant, new Decayed(0, atMillis));
        long at = Math.max(before.atMillis(), atMillis);
        long sum = decayed(before.milliMillis(), at - before.atMillis()) + decayed(milliMillis, at - atMillis);
        byTenant.put(tenant, new Decayed(sum < 0 ? Long.MAX_VALUE : sum, at));
    }

    /** Returns what is left of a tenant's use at the instant; at an earlier one than that of the last use, as it was then. */
    public long milliMillis(TenantId tenant, long atMillis) {
        Decayed last = byTenant.get(tenant);
        return last == null ? 0 : decayed(last.milliMillis(), Math.max(0, atMillis - last.atMillis()));
    }

    public long halfLifeMillis() {
        return halfLifeMillis;
    }

    /** Returns the tenants of whom something is known. */
    Iterable<TenantId> tenants() {
        return byTenant.keySet();
    }

    private long decayed(long amount, long millis) {
        long halvings = millis / halfLifeMillis;
        if (halvings >= Long.SIZE - 1) {
            return 0;
        }
        long left = amount >> halvings;
        long fraction = BigInteger.valueOf(millis % halfLifeMillis)
                .shiftLeft(STEPS)
                .divide(BigInteger.valueOf(halfLifeMillis))
                .longValueExact();
        for (int step = 0; step < STEPS; step++) {
            if (((fraction >> (STEPS - 1 - step)) & 1) == 1) {
                left = (Math.multiplyHigh(left, FACTORS[step]) << 1) | ((left * FACTORS[step]) >>> 63);
            }
        }
        return left;
    }
}
