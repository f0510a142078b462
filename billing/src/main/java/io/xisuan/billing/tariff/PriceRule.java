package io.xisuan.billing.tariff;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.SiteId;
import java.util.Optional;

/**
 * One price of a tariff version: for a model at a site, all day or within a daily window.
 *
 * @param window where the price replaces the all-day price; empty for the all-day price itself
 * @param price VAT included
 */
public record PriceRule(SiteId site, AcceleratorModel model, Optional<TimeWindow> window, HourlyPrice price) {
    static final String ALL_DAY = "all-day";

    public static PriceRule allDay(SiteId site, AcceleratorModel model, HourlyPrice price) {
        return new PriceRule(site, model, Optional.empty(), price);
    }

    String tier() {
        return window.map(TimeWindow::toString).orElse(ALL_DAY);
    }

    boolean isFor(SiteId otherSite, AcceleratorModel otherModel) {
        return site.equals(otherSite) && model == otherModel;
    }

    boolean coversAt(long instantMillis) {
        return window.map(daily -> daily.contains(instantMillis)).orElse(true);
    }
}
