package io.xisuan.billing.credit;

import io.xisuan.billing.receivable.OpenItem;
import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Where a tenant stands: what it paid in, what it is bound to pay, and what it may still start. A pure function of records.
 *
 * @param limit how much it may owe
 * @param prepaid what was paid in and no invoice has used
 * @param paid what was applied to invoices
 * @param committed what its jobs that are over came to, and the most that those under way may come to
 * @param arrears what is overdue and not covered by prepaid money
 */
public record CreditPosition(Money limit, Money prepaid, Money paid, Money committed, Money arrears) {
    /**
     * Returns the position on a day.
     *
     * @param limit how much the tenant may owe where its terms do not say
     * @param items its issued invoices; what is in dispute does not count as overdue
     */
    public static CreditPosition of(
            CreditTerms terms, Money limit, Money prepaid, List<OpenItem> items, Money committed, LocalDate today) {
        Money overdue = items.stream()
                .filter(item -> item.daysLate(today) > 0)
                .map(OpenItem::due)
                .reduce(Money.ZERO, Money::plus);
        return new CreditPosition(
                terms.limit().orElse(limit),
                prepaid,
                items.stream().map(OpenItem::paid).reduce(Money.ZERO, Money::plus),
                committed,
                overdue.minus(prepaid.max(Money.ZERO)).max(Money.ZERO));
    }

    /** Returns what a new start may come to; negative when the tenant is bound beyond its limit. */
    public Money available() {
        return limit.plus(prepaid).plus(paid).minus(committed);
    }

    /** Returns this position once more is bound. */
    public CreditPosition binding(Money more) {
        return new CreditPosition(limit, prepaid, paid, committed.plus(more), arrears);
    }

    /** Returns what of the prepaid money may go back: what is neither bound nor overdue. */
    public Money refundable() {
        return prepaid.min(prepaid.plus(paid).minus(committed)).max(Money.ZERO);
    }

    /**
     * Returns why a start is not let in now, or empty when it is. A job that runs is never stopped by this.
     *
     * @param payableAtMost the most that the tenant may owe for it
     */
    public Optional<String> refuses(Money payableAtMost) {
        if (arrears.isPositive()) {
            return Optional.of("arrears of %s stop new starts until they are paid".formatted(arrears.formatted()));
        }
        return payableAtMost.compareTo(available()) > 0
                ? Optional.of("it may come to %s, and the tenant's prepaid money and credit leave %s"
                        .formatted(payableAtMost.formatted(), available().formatted()))
                : Optional.empty();
    }
}
