package io.xisuan.operator.cycle;

import io.xisuan.billing.quote.Quote;
import io.xisuan.billing.quote.QuoteRequest;
import io.xisuan.billing.quote.Quoter;
import io.xisuan.billing.quote.SiteQuote;
import io.xisuan.billing.quote.WorkLoss;
import io.xisuan.billing.tariff.LostWork;
import io.xisuan.billing.tariff.LostWorkCause;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Interval;
import io.xisuan.model.SiteId;
import io.xisuan.model.SupplierId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one contract's wish would cost at each site, or why it cannot be had there. */
final class Offers {
    private final Map<SiteId, SupplierId> sellers;
    private final TariffBook tariffs;
    private final Quoter quoter;

    Offers(Map<SiteId, SupplierId> sellers, TariffBook tariffs, Quoter quoter) {
        this.sellers = sellers;
        this.tariffs = tariffs;
        this.quoter = quoter;
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
        Optional<Quote> soonest = quoter.soonest(request);
        return worst.isEmpty() || soonest.isEmpty()
                ? new SiteQuote.NotOffered(site, model, unpriced(model))
                : new SiteQuote.Offered(soonest.get(), worst.get(), lostWork(worst.get()));
    }

    static String unpriced(AcceleratorModel model) {
        return "no tariff prices %s there throughout the run".formatted(model.id());
    }

    /** Returns what the price list at the start credits for each cause. */
    private List<WorkLoss> lostWork(Quote quote) {
        LostWork lost = tariffs.versionAt(quote.request().item(), quote.startMillis())
                .map(version -> version.terms().lostWork())
                .orElse(LostWork.NOTHING);
        return EnumSet.allOf(LostWorkCause.class).stream()
                .map(cause -> new WorkLoss(cause, lost.creditFor(cause)))
                .toList();
    }
}
