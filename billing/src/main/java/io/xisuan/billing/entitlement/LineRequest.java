package io.xisuan.billing.entitlement;

import io.xisuan.model.Money;
import java.util.List;
import java.util.TreeSet;

/**
 * One line of a hold: an amount to be taken from a voucher, and at once from the cap and the pool above it.
 *
 * @param legs the balances that are drawn on together: the voucher first, then cap and pool where they exist
 */
public record LineRequest(List<AccountId> legs, Money amount) {
    public LineRequest {
        legs = List.copyOf(legs);
        if (legs.isEmpty() || new TreeSet<>(legs).size() != legs.size()) {
            throw new IllegalArgumentException("A line draws on distinct balances, not on %s".formatted(legs));
        }
        if (legs.getFirst().kind() != AccountKind.VOUCHER) {
            throw new IllegalArgumentException("A line names its voucher first, not %s".formatted(legs.getFirst()));
        }
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("A line holds a positive amount, not %s".formatted(amount));
        }
    }

    public AccountId voucher() {
        return legs.getFirst();
    }
}
