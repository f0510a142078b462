package io.xisuan.billing.quote;

import io.xisuan.billing.subsidy.FundedLine;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.subsidy.Grants;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Quotes jobs from price lists, grants and a snapshot of balances.
 *
 * <p>It takes the dearest start in the window, the dearest tier in reach, and only money that is ours. A job that runs to its
 * length from a known start, at one price, settles at what was quoted, because bills are subsidised by the same function.
 */
public final class Quoter {
    private static final long MILLIS_PER_DAY = 86_400_000L;

    private final TariffBook tariffs;
    private final Grants grants;
    private final FreeBalance free;

    public Quoter(TariffBook tariffs, Grants grants, FreeBalance free) {
        this.tariffs = tariffs;
        this.grants = grants;
        this.free = free;
    }

    /** Returns the quote, or empty when no tariff prices the model at the site within reach. */
    public Optional<Quote> quote(QuoteRequest request) {
        Interval reach = new Interval(
                request.starts().startMillis(),
                request.run(request.starts().endMillis()).endMillis());
        Optional<HourlyPrice> dearest = tariffs.dearest(request.item(), reach);
        if (dearest.isEmpty() || !tariffs.covers(request.item(), reach)) {
            return Optional.empty();
        }
        HourlyPrice price = dearest.get();
        return starts(request).stream()
                .map(start -> at(request, price, start))
                .max(Comparator.comparing(Quote::payableNow)
                        .thenComparing(Quote::gross)
                        .thenComparing(
                                Comparator.comparingLong(Quote::startMillis).reversed()));
    }

    /** What grants pay falls from one instant on and rises until another: the tenant pays most at an end of the window or of a validity. */
    private SortedSet<Long> starts(QuoteRequest request) {
        SortedSet<Long> starts = new TreeSet<>();
        starts.add(request.starts().startMillis());
        starts.add(request.starts().endMillis());
        for (GrantTerms terms : grants.of(request.contract())) {
            for (long edge :
                    new long[] {terms.validity().startMillis(), terms.validity().endMillis()}) {
                addWithin(request, edge, starts);
                addWithin(request, edge - request.runtimeMillis(), starts);
            }
        }
        return starts;
    }

    private static void addWithin(QuoteRequest request, long start, SortedSet<Long> starts) {
        if (request.starts().contains(start)) {
            starts.add(start);
        }
    }

    private Quote at(QuoteRequest request, HourlyPrice price, long startMillis) {
        Optional<TariffVersion> version = tariffs.versionAt(request.item(), startMillis);
        QuotedRun run =
                new QuotedRun(request, startMillis, price, version.orElseThrow().vatRate());
        List<FundedLine> lines = run.lines(grants);
        Answers answers = new Answers(run, grants.of(request.contract()), free, lines);
        long days = 2 + request.runtimeMillis() / MILLIS_PER_DAY;
        return new Quote(
                request,
                startMillis,
                price,
                version.get().id(),
                lines.stream().map(FundedLine::gross).reduce(Money.ZERO, Money::plus),
                Money.ofFen(2 * days),
                answers.all());
    }
}
