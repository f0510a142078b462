package io.xisuan.billing.invoice;

import io.xisuan.billing.rating.LineKey;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.SiteId;
import java.time.LocalDate;

/**
 * One line of an invoice: one attempt's device time of one day at one price and one state of funding.
 *
 * <p>gross = customer + subsidy exactly. {@code reimbursable} stands beside them and is part of neither. On a note all amounts are
 * signed differences; on an invoice none is negative.
 *
 * @param tier the price tier within the tariff version: {@code all-day} or a window as {@code 22:00-08:00}
 * @param funding the programmes that were asked to fund the line, or {@code self-pay}
 * @param day the billing day in Asia/Shanghai
 * @param quantity the device time, without a sign
 * @param gross the price of the quantity, VAT included, rounded half up once
 * @param subsidy what the supplier itself deducts for programmes that it claims from
 * @param customer what the tenant owes for the line
 * @param reimbursable what authorities are expected to pay to the tenant later
 * @param tax the part of the document's VAT that falls on the line, by largest remainder
 * @param takenOff whether the quantity is taken off what was invoiced; only on notes
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
        Money tax,
        boolean takenOff) {
    public InvoiceLine {
        if (!customer.plus(subsidy).equals(gross)) {
            throw new IllegalArgumentException("Line of %s on %s: customer %s and subsidy %s are not gross %s"
                    .formatted(attempt.job(), day, customer, subsidy, gross));
        }
    }

    /** Returns the line's amount without VAT. */
    public Money net() {
        return gross.minus(tax);
    }

    /** Returns a line that adds its quantity. */
    public InvoiceLine(
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
        this(
                attempt,
                component,
                site,
                model,
                tariffVersion,
                tier,
                funding,
                day,
                quantity,
                unitPrice,
                gross,
                subsidy,
                customer,
                reimbursable,
                vatRate,
                tax,
                false);
    }

    /** Returns what the line is about: the same on an invoice and on its notes. */
    public LineKey key(ContractId contract) {
        return new LineKey(contract, attempt, component, site, model, tariffVersion, tier, funding, day);
    }

    /** Returns device milliseconds, negative when they are taken off. */
    public long signedDeviceMillis() {
        return takenOff ? -quantity.value() : quantity.value();
    }

    /** Returns whether it takes something off: such a line stands on notes only. */
    boolean lowers() {
        return takenOff
                || gross.isNegative()
                || customer.isNegative()
                || subsidy.isNegative()
                || reimbursable.isNegative()
                || tax.isNegative();
    }
}
