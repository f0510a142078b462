package io.xisuan.billing.quote;

import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.model.Money;

/**
 * What one grant does for a quote, and why.
 *
 * @param amount what it is counted with; zero where it is not counted
 * @param why for people: the rule, the balance or the unknown that decided
 */
public record ProgrammeAnswer(GrantTerms terms, Outcome outcome, Money amount, String why) {
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
