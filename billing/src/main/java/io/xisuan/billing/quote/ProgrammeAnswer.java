package io.xisuan.billing.quote;

import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.model.Money;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * What one grant does for a quote, and why.
 *
 * @param amount what it is counted with; zero where it is not counted
 * @param estimate what it would come to if what is open were settled in the tenant's favour; the amount where it is counted
 * @param why for people: the rule, the balance or the unknown that decided
 * @param likely for what is paid later, the month in which it may arrive
 * @param draws for what is deducted, how much of it falls on which balances: one for each cap year of the run
 * @param balances what it draws on, with their authority
 */
public record ProgrammeAnswer(
        GrantTerms terms,
        Outcome outcome,
        Money amount,
        Money estimate,
        String why,
        Optional<YearMonth> likely,
        List<LineRequest> draws,
        List<BalanceFigure> balances) {
    public ProgrammeAnswer {
        draws = List.copyOf(draws);
        balances = List.copyOf(balances);
    }

    /** The ways in which a grant can take part. */
    public enum Outcome {
        /** Deducted by the supplier now. */
        DEDUCTED,
        /** Paid to the tenant later. */
        EXPECTED_LATER,
        /** Something is unknown, or a balance is not ours to promise; counted with nothing. */
        NOT_CONFIRMED,
        /** The programme does not cover this. */
        NOT_COVERED,
        /** It would apply, but a balance is used up. */
        EXHAUSTED
    }
}
