package io.xisuan.billing.claim;

import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.model.Money;
import io.xisuan.model.VoucherId;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** What frozen claims fix when their month is computed anew: how much each voucher deducted on each of their lines. */
public final class Pins {
    private Pins() {}

    /**
     * Returns what each voucher deducted on each line by all documents on usage; settlements are left out, they change no deduction.
     *
     * @param lines the lines of frozen claims
     * @param documents all invoices of the month and all notes on them
     */
    public static SortedMap<LineKey, SortedMap<VoucherId, Money>> of(
            SortedSet<LineKey> lines, List<Invoice> documents) {
        SortedMap<LineKey, SortedMap<VoucherId, Money>> pins = new TreeMap<>();
        lines.forEach(line -> pins.put(line, new TreeMap<>()));
        for (Invoice document : documents) {
            boolean settles = document.corrects()
                    .filter(one -> one.family() == Correction.Family.SETTLEMENT)
                    .isPresent();
            for (Deduction one : settles ? List.<Deduction>of() : Deductions.of(document)) {
                pins.computeIfPresent(one.key(), (line, vouchers) -> {
                    vouchers.merge(one.voucher(), one.amount(), Money::plus);
                    return vouchers;
                });
            }
        }
        return pins;
    }
}
