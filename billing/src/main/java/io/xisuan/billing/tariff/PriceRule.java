package io.xisuan.billing.tariff;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.SiteId;
import java.util.List;
import java.util.Optional;

/**
 * One price of a tariff version: for a model at a site, all day or within a daily window.
 *
 * @param window where the price replaces the all-day price; empty for the all-day price itself
 * @param price VAT included; where the price is graduated, that of the contract's first device-hours in a month
 * @param tiers the further steps of a graduated price, in order of their thresholds; empty for a flat price
 * @param declared the price by computing power that {@code price} was made from, if any
 */
public record PriceRule(
        SiteId site,
        AcceleratorModel model,
        Optional<TimeWindow> window,
        HourlyPrice price,
        List<Tier> tiers,
        Optional<PflopsDay> declared) {
    static final String ALL_DAY = "all-day";

    /**
     * @throws IllegalArgumentException when a price is implausible, or thresholds do not rise
     */
    public PriceRule {
        tiers = List.copyOf(tiers);
        String what = "%s at %s".formatted(model.id(), site);
        PlausiblePrice.checked(price, what);
        for (int i = 0; i < tiers.size(); i++) {
            PlausiblePrice.checked(tiers.get(i).price(), what);
            if (i > 0 && tiers.get(i - 1).from().compareTo(tiers.get(i).from()) >= 0) {
                throw new IllegalArgumentException(
                        "The tiers of %s begin at %s and then at %s device-hours: let them rise"
                                .formatted(
                                        what,
                                        Tier.hours(tiers.get(i - 1).from()),
                                        Tier.hours(tiers.get(i).from())));
            }
        }
    }

    /** Returns a flat price. */
    public PriceRule(SiteId site, AcceleratorModel model, Optional<TimeWindow> window, HourlyPrice price) {
        this(site, model, window, price, List.of(), Optional.empty());
    }

    public static PriceRule allDay(SiteId site, AcceleratorModel model, HourlyPrice price) {
        return new PriceRule(site, model, Optional.empty(), price);
    }

    /** Returns the name of the time of day, to which graduated prices add that of the step. */
    String tier() {
        return window.map(TimeWindow::toString).orElse(ALL_DAY);
    }

    /** Returns the highest price of any step. */
    HourlyPrice dearest() {
        HourlyPrice dearest = price;
        for (Tier tier : tiers) {
            dearest = tier.price().compareTo(dearest) > 0 ? tier.price() : dearest;
        }
        return dearest;
    }

    boolean isFor(SiteId otherSite, AcceleratorModel otherModel) {
        return site.equals(otherSite) && model == otherModel;
    }

    boolean coversAt(long instantMillis) {
        return window.map(daily -> daily.contains(instantMillis)).orElse(true);
    }
}
