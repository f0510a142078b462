package io.xisuan.billing.credit;

import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Where a tenant stands: what it paid in, what it is bound to pay, and what it may still start. A pure function of records.
 *
 * @param limit how much it may owe
 * @param prepaid top-ups less refunds
 * @param paid payments of invoices
 * @param committed what its jobs that are over came to, and the most that those under way may come to
 * @param arrears what is overdue and not covered by prepaid money
 */
public record CreditPosition(Money limit, Money prepaid, Money paid, Money committed, Money arrears) {
    /** An issued invoice. */
    public record Issued(String number, LocalDate day, Money payable) {}

    /**
     * Returns the position on a day.
     *
     * @param limit how much the tenant may owe where its terms do not say
     */
    public static CreditPosition of(
            CreditTerms terms,
            Money limit,
            List<MoneyIn> money,
            List<Issued> invoices,
            Money committed,
            LocalDate today) {
        Money prepaid = sum(money, MoneyIn.Kind.TOP_UP).minus(sum(money, MoneyIn.Kind.REFUND));
        Money overdue = Money.ZERO;
        for (Issued invoice : invoices) {
            boolean late = terms.paymentDays().isPresent()
                    && invoice.day().plusDays(terms.paymentDays().getAsInt()).isBefore(today);
            if (late) {
                Money open =
                        invoice.payable().minus(paid(money, invoice.number())).max(Money.ZERO);
                overdue = overdue.plus(open);
            }
        }
        return new CreditPosition(
                terms.limit().orElse(limit),
                prepaid,
                sum(money, MoneyIn.Kind.PAYMENT),
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

    private static Money sum(List<MoneyIn> money, MoneyIn.Kind kind) {
        return money.stream()
                .filter(entry -> entry.kind() == kind)
                .map(MoneyIn::amount)
                .reduce(Money.ZERO, Money::plus);
    }

    private static Money paid(List<MoneyIn> money, String invoice) {
        return money.stream()
                .filter(entry -> entry.invoice().equals(invoice) && entry.kind() == MoneyIn.Kind.PAYMENT)
                .map(MoneyIn::amount)
                .reduce(Money.ZERO, Money::plus);
    }
}
