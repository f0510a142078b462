package io.xisuan.billing.rating;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Rate;
import io.xisuan.model.TenantId;

/** A line while its slices come in: what makes it, and the device time that it has so far. */
public final class RatedLine {
    private final int number;
    private final LineKey key;
    private final TenantId tenant;
    private final HourlyPrice price;
    private final Rate vatRate;
    private long firstInstantMillis = Long.MAX_VALUE;
    private long heldMillis;

    RatedLine(int number, LineKey key, TenantId tenant, HourlyPrice price, Rate vatRate) {
        this.number = number;
        this.key = key;
        this.tenant = tenant;
        this.price = price;
        this.vatRate = vatRate;
    }

    /** Returns which line of its contract it is, counted from 0 without gaps: what is kept for each line can lie in a list. */
    public int number() {
        return number;
    }

    public LineKey key() {
        return key;
    }

    public HourlyPrice price() {
        return price;
    }

    void add(UsageInterval usage, long fromMillis, long deviceMillis) {
        if (!usage.tenant().equals(tenant)) {
            throw new IllegalStateException(
                    "One line has two tenants, %s and %s: %s".formatted(tenant, usage.tenant(), key));
        }
        firstInstantMillis = Math.min(firstInstantMillis, fromMillis);
        heldMillis = Math.addExact(heldMillis, deviceMillis);
    }

    /** Says whether any slice came in. */
    boolean used() {
        return firstInstantMillis != Long.MAX_VALUE;
    }

    Charge charge() {
        return new Charge(key, tenant, firstInstantMillis, new DeviceMillis(heldMillis), price, vatRate);
    }
}
