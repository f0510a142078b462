package io.xisuan.billing.invoice;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.SiteId;
import java.time.LocalDate;

/**
 * One line of an invoice: one attempt's device time of one day at one price and one state of funding.
 *
 * <p>gross = customer + subsidy exactly. {@code reimbursable} stands beside them and is part of neither.
 *
 * @param tier the price tier within the tariff version: {@code all-day} or a window as {@code 22:00-08:00}
 * @param funding the programmes that were asked to fund the line, or {@code self-pay}
 * @param day the billing day in Asia/Shanghai
 * @param gross the price of the quantity, VAT included, rounded half up once
 * @param subsidy what the supplier itself deducts for programmes that it claims from
 * @param customer what the tenant owes for the line
 * @param reimbursable what authorities are expected to pay to the tenant later
 * @param tax the part of the document's VAT that falls on the line, by largest remainder
 */
public record InvoiceLine(
        AttemptKey attempt,
        Component component,
        SiteId site,
        AcceleratorModel model,
        String tariffVersion,
        String tier,
        String funding,
        LocalDate day,
        DeviceMillis quantity,
        HourlyPrice unitPrice,
        Money gross,
        Money subsidy,
        Money customer,
        Money reimbursable,
        Rate vatRate,
        Money tax) {
    public InvoiceLine {
        if (!customer.plus(subsidy).equals(gross)) {
            throw new IllegalArgumentException("Line of %s on %s: customer %s and subsidy %s are not gross %s"
                    .formatted(attempt.job(), day, customer, subsidy, gross));
        }
        if (customer.isNegative() || subsidy.isNegative() || reimbursable.isNegative()) {
            throw new IllegalArgumentException("Line of %s on %s has a negative amount".formatted(attempt.job(), day));
        }
    }

    /** Returns the line's amount without VAT. */
    public Money net() {
        return gross.minus(tax);
    }
}
