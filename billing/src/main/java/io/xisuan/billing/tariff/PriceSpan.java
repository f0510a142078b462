package io.xisuan.billing.tariff;

import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.Rate;
import java.util.List;

/**
 * A span of time with one price list entry, and the version and tier that say so.
 *
 * @param price the price of the first device-hours of a contract's month
 * @param tiers the further steps where the price is graduated
 */
public record PriceSpan(
        Interval interval, HourlyPrice price, String version, String tier, Rate vatRate, List<Tier> tiers) {
    public PriceSpan {
        tiers = List.copyOf(tiers);
    }

    /** Returns the same entry over another span of time. */
    public PriceSpan over(Interval other) {
        return new PriceSpan(other, price, version, tier, vatRate, tiers);
    }

    /** Returns the same time at no price, in a tier that says why. */
    public PriceSpan free(Interval other, String why) {
        return new PriceSpan(other, new HourlyPrice(0), version, why, vatRate, List.of());
    }

    /** Returns the name of a step within the tier: {@code all-day/1000h+}, or the tier itself where the price is flat. */
    public String tierName(int step) {
        if (tiers.isEmpty()) {
            return tier;
        }
        return step == 0 ? tier + "/0h+" : tier + "/" + tiers.get(step - 1).label();
    }

    /** Returns the step with the highest price; the first of equals. */
    public int dearestStep() {
        int dearest = 0;
        for (int step = 1; step <= tiers.size(); step++) {
            if (priceOf(step).compareTo(priceOf(dearest)) > 0) {
                dearest = step;
            }
        }
        return dearest;
    }

    /** Returns the price of a step; 0 is the first. */
    public HourlyPrice priceOf(int step) {
        return step == 0 ? price : tiers.get(step - 1).price();
    }
}
