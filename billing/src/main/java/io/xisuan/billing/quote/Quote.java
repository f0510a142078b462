package io.xisuan.billing.quote;

import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a job would cost at one site: three figures and never one net.
 *
 * @param startMillis the start within the window at which the tenant would pay most
 * @param price the dearest price in reach, VAT included
 * @param tariff the id of the price list's version in force at that start
 * @param gross the price of the whole run, VAT included
 * @param holdSlack what rounding by day may add to a deduction: held on top so that no fen is lost
 * @param programmes every grant of the contract with what it does here and why
 */
public record Quote(
        QuoteRequest request,
        long startMillis,
        HourlyPrice price,
        String tariff,
        Money gross,
        Money holdSlack,
        List<ProgrammeAnswer> programmes) {
    public Quote {
        programmes = List.copyOf(programmes);
    }

    /** Returns what the tenant would owe: gross less what the supplier deducts. */
    public Money payableNow() {
        return gross.minus(sum(ProgrammeAnswer.Outcome.DEDUCTED));
    }

    /** Returns the most that the tenant could owe: payable now, and what rounding by day may add at another start. */
    public Money atMost() {
        return payableNow().plus(holdSlack);
    }

    /** Returns what authorities would pay to the tenant afterwards. */
    public Money expectedLater() {
        return sum(ProgrammeAnswer.Outcome.EXPECTED_LATER);
    }

    /** Returns the grants that are not counted because something is unknown. */
    public List<ProgrammeAnswer> notConfirmed() {
        return programmes.stream()
                .filter(answer -> answer.outcome() == ProgrammeAnswer.Outcome.NOT_CONFIRMED)
                .toList();
    }

    /** Returns what is not confirmed would come to if it were; nobody may count on it. */
    public Money notConfirmedEstimate() {
        return notConfirmed().stream().map(ProgrammeAnswer::estimate).reduce(Money.ZERO, Money::plus);
    }

    /**
     * Returns the lines to hold before the job starts, one for each grant and cap year: each deduction and its slack, together never
     * more than is free. All deductions come first: where grants share a cap or pool, the slack of one does not take what another
     * deducts.
     *
     * @param free what balances can still bear
     */
    public List<LineRequest> holdLines(FreeBalance free) {
        Map<AccountId, Money> taken = new HashMap<>();
        List<LineRequest> draws =
                programmes.stream().flatMap(answer -> answer.draws().stream()).toList();
        List<Money> wanted = new ArrayList<>();
        draws.forEach(draw -> wanted.add(take(draw.legs(), draw.amount(), free, taken)));
        List<LineRequest> lines = new ArrayList<>();
        for (int i = 0; i < draws.size(); i++) {
            List<AccountId> legs = draws.get(i).legs();
            Money whole = wanted.get(i).plus(take(legs, holdSlack, free, taken));
            if (whole.isPositive()) {
                lines.add(new LineRequest(legs, whole));
            }
        }
        return List.copyOf(lines);
    }

    private static Money take(List<AccountId> legs, Money wanted, FreeBalance free, Map<AccountId, Money> taken) {
        Money given = wanted.min(free.of(legs, taken));
        legs.forEach(leg -> taken.merge(leg, given, Money::plus));
        return given;
    }

    private Money sum(ProgrammeAnswer.Outcome outcome) {
        return programmes.stream()
                .filter(answer -> answer.outcome() == outcome)
                .map(ProgrammeAnswer::amount)
                .reduce(Money.ZERO, Money::plus);
    }
}
