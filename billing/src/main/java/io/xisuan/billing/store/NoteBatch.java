package io.xisuan.billing.store;

import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoicePostings;
import io.xisuan.billing.invoice.NumberBook;
import io.xisuan.billing.invoice.RatingRun;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.model.BillingPeriod;
import java.util.List;

/**
 * All that issuing the notes on a month's usage changes, stored together or not at all.
 *
 * @param documents notes, and invoices of contracts that had none; numbered on from {@link Store#numbers}
 * @param after the numbers after these documents
 * @param commands what undoes and posts the deductions on the holds
 * @param runs how the changed contracts were rated anew, with their line books
 */
public record NoteBatch(
        BillingPeriod period,
        long issuedAtMillis,
        List<Invoice> documents,
        NumberBook after,
        List<Command> commands,
        List<RatingRun> runs) {
    public NoteBatch {
        documents = List.copyOf(documents);
        commands = List.copyOf(commands);
        runs = List.copyOf(runs);
        for (Invoice document : documents) {
            if (!document.period().equals(period) || document.issuedAt().toEpochMilli() != issuedAtMillis) {
                throw new IllegalArgumentException("%s is of %s and issued at %s, not of %s"
                        .formatted(document.number(), document.period(), document.issuedAt(), period));
            }
        }
    }

    /**
     * Returns the posting sets of all documents, in order.
     *
     * @param closed whether the month is closed: then also late usage of a contract without an invoice counts for the day of issue
     */
    List<PostingSet> ledger(boolean closed) {
        return documents.stream()
                .flatMap(document ->
                        (closed ? InvoicePostings.afterClose(document) : InvoicePostings.of(document)).stream())
                .toList();
    }
}
