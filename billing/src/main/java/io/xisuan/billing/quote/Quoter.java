package io.xisuan.billing.quote;

import io.xisuan.billing.subsidy.FundedLine;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.subsidy.Grants;
import io.xisuan.billing.tariff.PriceLock;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.billing.tariff.WorstCase;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import java.util.ArrayList;
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
    /** What rounding may add to the lines of one billing day and component, in fen. */
    private static final long FEN_A_DAY = 2;

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
        SortedSet<Long> starts = starts(request);
        if (!starts.stream().allMatch(start -> isPriced(request, start))) {
            return Optional.empty();
        }
        return starts.stream()
                .map(start -> at(request, reach, start))
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

    /** A version that the lock keeps may lack prices at hours for which a later one has them. */
    private boolean isPriced(QuoteRequest request, long startMillis) {
        return tariffs.covers(request.item(), request.run(startMillis), new PriceLock(startMillis, request.lockDays()));
    }

    private static void addWithin(QuoteRequest request, long start, SortedSet<Long> starts) {
        if (request.starts().contains(start)) {
            starts.add(start);
        }
    }

    /** Returns what the job costs from its earliest start, by the prices of each hour that its lock leaves it: what is likely, and not what is offered. */
    public Optional<Quote> soonest(QuoteRequest request) {
        QuoteRequest now = request.startingAt(request.starts().startMillis());
        if (!isPriced(now, now.starts().startMillis())) {
            return Optional.empty();
        }
        return tariffs.worstCase(
                        new WorstCase.Run(now.item(), now.devices(), now.runtimeMillis(), now.starts(), now.lockDays()))
                .map(known -> quote(new QuotedRun(now, known.startMillis(), known.parts())));
    }

    private Quote at(QuoteRequest request, Interval reach, long startMillis) {
        List<WorstCase.Part> parts = new ArrayList<>();
        for (Item item : tariffs.withComponents(request.item())) {
            tariffs.dearest(item, reach).ifPresent(price -> parts.add(part(item, request.run(startMillis), price)));
        }
        return quote(new QuotedRun(request, startMillis, parts));
    }

    private WorstCase.Part part(Item item, Interval run, HourlyPrice price) {
        TariffVersion version = tariffs.versionAt(item, run.startMillis())
                .or(() -> tariffs.versionAt(item.with(Component.COMPUTE), run.startMillis()))
                .orElseThrow();
        return new WorstCase.Part(item.component(), run, price, version.id(), "dearest", version.vatRate(item));
    }

    private Quote quote(QuotedRun run) {
        List<FundedLine> lines = run.lines(grants);
        Answers answers = new Answers(run, grants.of(run.request().contract()), free, lines);
        WorstCase.Part compute = run.parts().getFirst();
        return new Quote(
                run.request(),
                run.startMillis(),
                compute.price(),
                compute.version(),
                lines.stream().map(FundedLine::gross).reduce(Money.ZERO, Money::plus),
                Money.ofFen(FEN_A_DAY * (2 + run.request().runtimeMillis() / MILLIS_PER_DAY) * components(run)),
                answers.all());
    }

    private static long components(QuotedRun run) {
        return run.parts().stream().map(WorstCase.Part::component).distinct().count();
    }
}
