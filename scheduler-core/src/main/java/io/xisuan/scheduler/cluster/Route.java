package io.xisuan.scheduler.cluster;

import io.xisuan.model.Money;
import io.xisuan.model.SiteId;

/**
 * How data comes to a site from another one.
 *
 * @param mibPerSecond the rate; more than zero
 * @param pricePerGib what each GiB costs the tenant
 */
public record Route(SiteId from, long mibPerSecond, Money pricePerGib) {
    public Route {
        if (mibPerSecond < 1 || pricePerGib.fen() < 0) {
            throw new IllegalArgumentException(
                    "The way from %s cannot carry %d MiB/s at %s".formatted(from, mibPerSecond, pricePerGib));
        }
    }

    /** Returns how long so many GiB take, rounded up to the second. */
    public long millis(long gib) {
        return Math.multiplyExact(Math.ceilDiv(Math.multiplyExact(gib, 1024L), mibPerSecond), 1000L);
    }

    /** Returns what so many GiB cost. */
    public Money price(long gib) {
        return Money.ofFen(Math.multiplyExact(pricePerGib.fen(), gib));
    }
}
