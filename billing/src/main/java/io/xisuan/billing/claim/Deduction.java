package io.xisuan.billing.claim;

import io.xisuan.billing.rating.LineKey;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;

/**
 * What one line of an issued document deducted for one voucher: the fen that a claim asks back from the programme.
 *
 * @param document the number of the invoice or note
 * @param line its place in the document, from 1
 * @param gross the line's gross, which the programme counts from
 * @param net the same without VAT
 * @param amount what was deducted; negative where a note took a deduction back
 */
public record Deduction(
        String document,
        int line,
        LineKey key,
        TenantId tenant,
        ProgrammeId programme,
        VoucherId voucher,
        Money gross,
        Money net,
        Money amount) {
    public Deduction {
        if (document.isBlank() || line < 1 || amount.isZero()) {
            throw new IllegalArgumentException("Line %d of \"%s\" deducts %s".formatted(line, document, amount));
        }
    }
}
