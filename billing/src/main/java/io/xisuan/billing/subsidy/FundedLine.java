package io.xisuan.billing.subsidy;

import io.xisuan.billing.rating.Charge;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import java.util.Optional;

/**
 * What grants are asked to pay for: one line of a bill, or of a quote before anything ran.
 *
 * @param firstInstantMillis when its first usage starts; the grants that cover this instant are asked
 * @param gross its price, VAT included
 * @param vatRate the rate contained in the price
 * @param attempt whose hold bounds what is deducted; empty in a quote, where nothing is held yet
 */
public record FundedLine(
        ContractId contract,
        Item item,
        long firstInstantMillis,
        Money gross,
        Rate vatRate,
        Optional<AttemptKey> attempt) {
    static FundedLine of(Charge charge) {
        return new FundedLine(
                charge.key().contract(),
                charge.key().item(),
                charge.firstInstantMillis(),
                charge.gross(),
                charge.vatRate(),
                Optional.of(charge.key().attempt()));
    }

    /** Returns the billing month that it belongs to. */
    BillingPeriod period() {
        return BillingPeriod.of(firstInstantMillis);
    }
}
