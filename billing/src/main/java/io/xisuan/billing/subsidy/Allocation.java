package io.xisuan.billing.subsidy;

import io.xisuan.model.Money;

/**
 * What one grant gives to one line.
 *
 * @param evaluated what the programme's rules come to, before any balance bounded it
 * @param amount what it gives: at most {@code evaluated}
 */
public record Allocation(GrantTerms terms, Money evaluated, Money amount) {
    public Allocation {
        if (amount.isNegative() || amount.compareTo(evaluated) > 0) {
            throw new IllegalStateException(
                    "Grant %s gives %s of %s".formatted(terms.grant().voucher(), amount, evaluated));
        }
    }
}
