package io.xisuan.billing.store;

import io.xisuan.billing.quote.QuoteDocument;
import io.xisuan.billing.quote.QuoteSheet;
import io.xisuan.model.ContractId;
import io.xisuan.model.Interval;
import io.xisuan.model.TenantId;

/**
 * A quote as it was shown.
 *
 * @param id the digest of the text
 * @param job {@code namespace/name} of the job, or empty text for a wish that was no job
 * @param stands from when it was made to when it expires
 * @param json the quote itself, canonical
 */
public record ShownQuote(String id, String job, TenantId tenant, ContractId contract, Interval stands, String json) {
    public static ShownQuote of(QuoteSheet sheet) {
        QuoteDocument document = QuoteDocument.of(sheet);
        QuoteSheet.Head head = sheet.head();
        return new ShownQuote(
                document.id(),
                head.job().orElse(""),
                head.tenant(),
                head.contract(),
                new Interval(head.madeAtMillis(), head.expiresAtMillis()),
                document.json());
    }
}
