package io.xisuan.billing.credit;

import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.time.LocalDate;

/**
 * Money that came in from a tenant or went back to it.
 *
 * @param reference what the bank or the receipt calls it; the same one is recorded once
 * @param invoice the number of the invoice that is paid; empty text for a top-up or refund
 */
public record MoneyIn(TenantId tenant, Kind kind, Money amount, LocalDate day, String reference, String invoice) {
    /** What the money is for. */
    public enum Kind {
        /** It adds to the prepaid balance. */
        TOP_UP,
        /** It leaves the prepaid balance. */
        REFUND,
        /** It pays one invoice. */
        PAYMENT
    }

    public MoneyIn {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("An amount is more than nothing, not %s".formatted(amount));
        }
        if (reference.isBlank() || (kind == Kind.PAYMENT) == invoice.isEmpty()) {
            throw new IllegalArgumentException("Money has a reference, and a payment alone names its invoice");
        }
    }
}
