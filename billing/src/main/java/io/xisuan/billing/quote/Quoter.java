package io.xisuan.billing.quote;

import io.xisuan.billing.quote.ProgrammeAnswer.Outcome;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.subsidy.Grants;
import io.xisuan.billing.subsidy.Verdict;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.Rounding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Quotes jobs from price lists, grants and a snapshot of balances.
 *
 * <p>It takes the dearest tier in reach and only money that is ours. A job that runs to its length from the earliest
 * start, without daily tiers, settles at the quoted gross.
 */
public final class Quoter {
    private static final long MILLIS_PER_DAY = 86_400_000L;
    /** Asia/Shanghai has been UTC+8 without summer time since 1991. */
    private static final long ZONE_OFFSET_MILLIS = 8 * 3_600_000L;

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
        long latestEnd = Math.addExact(request.starts().endMillis(), request.runtimeMillis());
        Interval reach = new Interval(request.starts().startMillis(), latestEnd);
        Optional<HourlyPrice> dearest = tariffs.dearest(request.item(), reach);
        if (dearest.isEmpty() || !tariffs.covers(request.item(), reach)) {
            return Optional.empty();
        }
        HourlyPrice price = dearest.get();
        Interval run =
                new Interval(request.starts().startMillis(), request.starts().startMillis() + request.runtimeMillis());
        Money gross = grossByDay(request, price, run);
        Rate vatRate = tariffs.versionAt(request.item(), request.starts().startMillis())
                .map(version -> version.vatRate())
                .orElse(Rate.ZERO);
        long days = 2 + request.runtimeMillis() / MILLIS_PER_DAY;
        return Optional.of(new Quote(
                request,
                price,
                gross,
                Money.ofFen(2 * days),
                answers(new Priced(request, price, run, vatRate), gross)));
    }

    /** Rounds each billing day as its invoice line will be. */
    private static Money grossByDay(QuoteRequest request, HourlyPrice price, Interval run) {
        long from = run.startMillis();
        long end = run.endMillis();
        long firstMidnight = Math.floorDiv(from + ZONE_OFFSET_MILLIS, MILLIS_PER_DAY) * MILLIS_PER_DAY
                + MILLIS_PER_DAY
                - ZONE_OFFSET_MILLIS;
        if (end <= firstMidnight) {
            return amount(request, price, end - from);
        }
        long wholeDays = (end - firstMidnight) / MILLIS_PER_DAY;
        Money wholeDay = amount(request, price, MILLIS_PER_DAY);
        return amount(request, price, firstMidnight - from)
                .plus(Money.ofFen(Math.multiplyExact(wholeDay.fen(), wholeDays)))
                .plus(amount(request, price, end - firstMidnight - wholeDays * MILLIS_PER_DAY));
    }

    private static Money amount(QuoteRequest request, HourlyPrice price, long millis) {
        DeviceMillis quantity = new DeviceMillis(Math.multiplyExact(millis, (long) request.devices()));
        return price.times(quantity).round(Rounding.HALF_UP);
    }

    /** A request with its price and its earliest run. */
    private record Priced(QuoteRequest request, HourlyPrice price, Interval run, Rate vatRate) {}

    /**
     * @param open what nobody pays yet
     * @param given what earlier vouchers of the same programme give
     */
    private record Left(Money open, Money given) {}

    private List<ProgrammeAnswer> answers(Priced priced, Money gross) {
        List<ProgrammeAnswer> answers = new ArrayList<>();
        Map<ProgrammeId, Money> given = new HashMap<>();
        Money open = gross;
        for (GrantTerms terms : grants.of(priced.request().contract())) {
            ProgrammeId programme = terms.grant().programme();
            Money before = given.getOrDefault(programme, Money.ZERO);
            ProgrammeAnswer answer = answer(terms, priced, new Left(open, before));
            open = open.minus(answer.amount());
            given.put(programme, before.plus(answer.amount()));
            answers.add(answer);
        }
        return answers;
    }

    /** Coverage goes by the instant of use: of a run that outlasts the voucher only the part within it counts. */
    private ProgrammeAnswer answer(GrantTerms terms, Priced priced, Left left) {
        Optional<Interval> covered = terms.validity().intersection(priced.run());
        if (covered.isEmpty()) {
            return uncounted(terms, Outcome.NOT_COVERED, "valid %s".formatted(terms.validity()));
        }
        return switch (terms.verdict(priced.request().item())) {
            case Verdict.NotCovered no -> uncounted(terms, Outcome.NOT_COVERED, no.why());
            case Verdict.Unknown unknown -> uncounted(terms, Outcome.NOT_CONFIRMED, unknown.missing());
            case Verdict.Covered rule -> {
                Money gross = grossByDay(priced.request(), priced.price(), covered.get());
                Money evaluated = Money.ofFen(
                        terms.share(gross, rule.rate(), priced.vatRate()).round(Rounding.FLOOR));
                yield counted(
                        terms,
                        rule,
                        evaluated.minus(left.given()).max(Money.ZERO).min(left.open()));
            }
        };
    }

    private ProgrammeAnswer counted(GrantTerms terms, Verdict.Covered covered, Money evaluated) {
        boolean deducted = terms.settlement().deductedBySupplier();
        if (deducted && !free.isPromised(terms)) {
            String why = "the balance %s is not ours to promise"
                    .formatted(terms.accounts().getFirst());
            return uncounted(terms, Outcome.NOT_CONFIRMED, why);
        }
        Money amount = evaluated.min(free.of(terms));
        if (amount.isZero() && evaluated.isPositive()) {
            return uncounted(terms, Outcome.EXHAUSTED, "nothing is left of voucher, cap or pool");
        }
        String bounded = amount.compareTo(evaluated) < 0 ? "; bounded by what is left" : "";
        Outcome outcome = deducted ? Outcome.DEDUCTED : Outcome.EXPECTED_LATER;
        return new ProgrammeAnswer(terms, outcome, amount, covered.why() + bounded);
    }

    private static ProgrammeAnswer uncounted(GrantTerms terms, Outcome outcome, String why) {
        return new ProgrammeAnswer(terms, outcome, Money.ZERO, why);
    }
}
