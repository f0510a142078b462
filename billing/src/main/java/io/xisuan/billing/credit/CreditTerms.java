package io.xisuan.billing.credit;

import io.xisuan.model.Money;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was agreed with a tenant about paying.
 *
 * @param limit how much it may owe; empty where the tenant's resource says it
 * @param paymentDays after how many days an issued invoice is overdue; empty when nothing was agreed, and nothing is overdue then
 */
public record CreditTerms(Optional<Money> limit, OptionalInt paymentDays) {
    /** Nothing was agreed. */
    public static final CreditTerms NONE = new CreditTerms(Optional.empty(), OptionalInt.empty());
}
