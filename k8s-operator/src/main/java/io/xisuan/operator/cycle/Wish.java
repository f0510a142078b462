package io.xisuan.operator.cycle;

import io.xisuan.billing.quote.QuoteRequest;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.Interval;
import io.xisuan.model.SiteId;

/**
 * So many devices for so long under a contract, started within a window.
 *
 * @param starts from the earliest to the latest start, both possible
 */
public record Wish(JobTerms terms, int devices, long runtimeMillis, Interval starts) {
    QuoteRequest at(SiteId site, AcceleratorModel model) {
        return new QuoteRequest(
                terms.contract(), new Item(site, model), devices, runtimeMillis, starts, terms.priceLockDays());
    }
}
