package io.xisuan.billing.claim;

import io.xisuan.billing.rating.LineKey;
import io.xisuan.model.Money;
import io.xisuan.model.VoucherId;

/**
 * One deducted amount that is claimed: where it stands on which invoice.
 *
 * @param invoice the invoice's number
 * @param gross the line's gross, which the programme counts from
 */
public record ClaimLine(String invoice, VoucherId voucher, LineKey line, Money gross, Money amount) {
    /** Returns the text that the batch's Merkle root covers. */
    String canonical() {
        return String.join(
                "\t",
                invoice,
                voucher.value(),
                line.contract().value(),
                line.attempt().job().uid(),
                Integer.toString(line.attempt().attempt()),
                line.component().name(),
                line.site().value(),
                line.model().id(),
                line.tariffVersion(),
                line.tier(),
                line.funding(),
                line.day().toString(),
                Long.toString(gross.fen()),
                Long.toString(amount.fen()));
    }
}
