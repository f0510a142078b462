package io.xisuan.billing.claim;

import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import java.util.List;
import java.util.Optional;

/**
 * A deduction and what of it is taken: the stock that claims draw from.
 *
 * @param month the month of its document
 * @param claimed what live claims hold of it
 * @param borne what an authority did not pay, so that the buyer or the supplier bears it; never claimed again
 */
public record Claimable(Deduction deduction, BillingPeriod month, Money claimed, Money borne) {
    public Claimable {
        Money amount = deduction.amount();
        Money taken = claimed.plus(borne);
        boolean fits = amount.isNegative()
                ? !claimed.isPositive() && !borne.isPositive() && taken.compareTo(amount) >= 0
                : !claimed.isNegative() && !borne.isNegative() && taken.compareTo(amount) <= 0;
        if (!fits) {
            throw new IllegalArgumentException("Of %s on line %d of %s, %s is claimed and %s borne"
                    .formatted(amount, deduction.line(), deduction.document(), claimed, borne));
        }
    }

    /** Returns a deduction of which nothing is taken. */
    public static Claimable untouched(Deduction deduction, BillingPeriod month) {
        return new Claimable(deduction, month, Money.ZERO, Money.ZERO);
    }

    /** Returns what no live claim holds and nobody bears. */
    public Money free() {
        return deduction.amount().minus(claimed).minus(borne);
    }

    /** Returns this after claims took or gave back an amount. */
    public Claimable claiming(Money more) {
        return new Claimable(deduction, month, claimed.plus(more), borne);
    }

    /** Returns this after an amount that was claimed is borne by somebody. */
    public Claimable bearing(Money amount) {
        return new Claimable(deduction, month, claimed.minus(amount), borne.plus(amount));
    }

    /** Returns those of a scope that have something free, in order of document, line and voucher. */
    public static List<Claimable> in(ClaimScope scope, List<Claimable> all) {
        return all.stream()
                .filter(one -> scope.covers(one.deduction(), one.month()))
                .filter(one -> !one.free().isZero())
                .toList();
    }

    /** Returns the one that a line of a claim draws from; empty for a line of rounding. */
    public static Optional<Deduction> source(ClaimLine line) {
        return line.source() instanceof ClaimSource.Deducted(Deduction deduction)
                ? Optional.of(deduction)
                : Optional.empty();
    }
}
