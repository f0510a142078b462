package io.xisuan.operator.cycle;

import io.xisuan.billing.quote.LostWork;
import io.xisuan.billing.quote.Quote;
import io.xisuan.billing.quote.QuoteRequest;
import io.xisuan.billing.quote.Quoter;
import io.xisuan.billing.quote.SiteQuote;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Interval;
import io.xisuan.model.SiteId;
import io.xisuan.model.SupplierId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one contract's wish would cost at each site, or why it cannot be had there. */
final class Offers {
    private final Map<SiteId, SupplierId> sellers;
    private final Quoter quoter;

    Offers(Map<SiteId, SupplierId> sellers, Quoter quoter) {
        this.sellers = sellers;
        this.quoter = quoter;
    }

    /** So many devices for so long, started within a window. */
    record Wish(JobTerms terms, int devices, long runtimeMillis, Interval starts) {
        QuoteRequest at(SiteId site, AcceleratorModel model) {
            return new QuoteRequest(terms.contract(), new Item(site, model), devices, runtimeMillis, starts);
        }
    }

    /** Returns why the contract cannot buy this there, or empty when only a price is asked for. */
    Optional<String> unsold(Wish wish, SiteId site) {
        JobTerms terms = wish.terms();
        SupplierId seller = sellers.get(site);
        if (!terms.seller().equals(seller)) {
            return Optional.of(
                    "contract %s is with %s, which does not sell %s".formatted(terms.contract(), terms.seller(), site));
        }
        Interval run = new Interval(
                wish.starts().startMillis(), Math.addExact(wish.starts().endMillis(), wish.runtimeMillis()));
        return terms.term().encloses(run)
                ? Optional.empty()
                : Optional.of("contract %s runs from %s to %s, and the job would run until %s"
                        .formatted(
                                terms.contract(),
                                BillingPeriod.dayOf(terms.term().startMillis()),
                                BillingPeriod.dayOf(terms.term().endMillis() - 1),
                                BillingPeriod.dayOf(run.endMillis())));
    }

    /** Returns what is said of one site and model. */
    SiteQuote at(Wish wish, SiteId site, AcceleratorModel model) {
        Optional<String> unsold = unsold(wish, site);
        if (unsold.isPresent()) {
            return new SiteQuote.NotOffered(site, model, unsold.get());
        }
        QuoteRequest request = wish.at(site, model);
        Optional<Quote> worst = quoter.quote(request);
        Optional<Quote> soonest =
                quoter.quote(request.startingAt(request.starts().startMillis()));
        return worst.isEmpty() || soonest.isEmpty()
                ? new SiteQuote.NotOffered(site, model, unpriced(model))
                : new SiteQuote.Offered(soonest.get(), worst.get(), lostWork());
    }

    static String unpriced(AcceleratorModel model) {
        return "no tariff prices %s there throughout the run".formatted(model.id());
    }

    /** No price list credits lost work yet: the tenant bears what was computed since its last checkpoint. */
    private static List<LostWork> lostWork() {
        return List.of();
    }
}
