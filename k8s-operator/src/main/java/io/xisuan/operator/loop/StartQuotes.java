package io.xisuan.operator.loop;

import io.xisuan.billing.quote.Quote;
import io.xisuan.billing.quote.QuoteReader;
import io.xisuan.billing.quote.QuoteSheet;
import io.xisuan.billing.quote.Standing;
import io.xisuan.billing.store.ShownQuote;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.Interval;
import io.xisuan.operator.cycle.JobTerms;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.scheduler.plan.Decision;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which quote a start names: the last one that was shown for its job while it stands, and else a new one, which says why.
 */
final class StartQuotes {
    private static final int SHORT_ID = 12;

    private final Function<String, Optional<ShownQuote>> shown;
    private final long nowMillis;
    private final long standsUntilMillis;

    /**
     * @param shown finds the last quote that was shown for a job, by {@code namespace/name}
     */
    StartQuotes(Function<String, Optional<ShownQuote>> shown, long nowMillis, long standsUntilMillis) {
        this.shown = shown;
        this.nowMillis = nowMillis;
        this.standsUntilMillis = standsUntilMillis;
    }

    /**
     * A start's quote.
     *
     * @param remark what to say of a quote that no longer stands; empty text when there is nothing to say
     */
    record Named(ShownQuote quote, String remark) {}

    /**
     * @param now what the start is quoted at this moment
     */
    Named of(Decision.Start start, Quote now, JobTerms terms, NetCosts costs) {
        String job = start.job().namespace() + "/" + start.job().name();
        Optional<ShownQuote> before = shown.apply(job);
        if (before.isEmpty()) {
            return new Named(fresh(job, start, terms, costs), "");
        }
        AcceleratorModel model = now.request().item().model();
        Optional<String> lapsed = QuoteReader.place(before.get().json(), start.site(), model)
                .map(place -> Standing.lapsed(place, now, nowMillis))
                .orElseGet(() -> Optional.of("it offers nothing at %s".formatted(start.site())));
        if (lapsed.isEmpty()) {
            return new Named(before.get(), "as offered by quote " + brief(before.get()));
        }
        ShownQuote fresh = fresh(job, start, terms, costs);
        return new Named(
                fresh,
                "quote %s no longer stands, %s; quoted anew as %s"
                        .formatted(brief(before.get()), lapsed.get(), brief(fresh)));
    }

    private ShownQuote fresh(String job, Decision.Start start, JobTerms terms, NetCosts costs) {
        Interval now = new Interval(nowMillis, nowMillis);
        QuoteSheet.Head head = new QuoteSheet.Head(
                Optional.of(job),
                start.request().tenant(),
                terms.contract(),
                start.placed().gang().devices(),
                now,
                terms.whenMoneyEnds(),
                nowMillis,
                standsUntilMillis);
        return ShownQuote.of(new QuoteSheet(head, costs.offers(start.placed(), now)));
    }

    private static String brief(ShownQuote quote) {
        return quote.id().substring(0, SHORT_ID);
    }
}
