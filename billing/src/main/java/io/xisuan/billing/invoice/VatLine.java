package io.xisuan.billing.invoice;

import io.xisuan.model.Money;
import io.xisuan.model.Rate;

/**
 * The VAT of a document at one rate: tax = gross x rate / (1 + rate), rounded half up once, and net = gross - tax.
 *
 * @param gross the sum of the lines at this rate, VAT included
 */
public record VatLine(Rate rate, Money gross, Money net, Money tax) {
    public VatLine {
        if (!net.plus(tax).equals(gross)) {
            throw new IllegalArgumentException("Net %s and tax %s are not gross %s".formatted(net, tax, gross));
        }
    }
}
