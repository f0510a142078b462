package io.xisuan.billing.invoice;

import io.xisuan.model.BillingPeriod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Issues drafts: gives each its number, in order, and freezes it. */
public final class Issuing {
    /** The issued documents and the numbers after them; both are stored together or not at all. */
    public record Issued(List<Invoice> invoices, NumberBook numbers) {
        public Issued {
            invoices = List.copyOf(invoices);
        }
    }

    /** A draft with the digest that a reviewer signed, see {@link InvoiceDocument#draftDigest}. */
    public record Reviewed(InvoiceDraft draft, String digest) {}

    private Issuing() {}

    /**
     * Returns the documents; the year of a number is that of the instant of issue in Asia/Shanghai.
     *
     * @throws IllegalArgumentException when a draft is not the one that was reviewed; nothing is issued then
     */
    public static Issued issue(List<Reviewed> reviewed, NumberBook numbers, Instant issuedAt) {
        int year = BillingPeriod.of(issuedAt.toEpochMilli()).year();
        List<Invoice> invoices = new ArrayList<>();
        NumberBook book = numbers;
        for (Reviewed one : reviewed) {
            InvoiceDraft draft = one.draft();
            if (!InvoiceDocument.draftDigest(draft).equals(one.digest())) {
                throw new IllegalArgumentException(
                        "The draft of %s for %s is not the one that was reviewed: review it again"
                                .formatted(draft.contract(), draft.period()));
            }
            NumberBook.Given given = book.next(new Series(draft.seller().supplier(), draft.kind(), year));
            invoices.add(new Invoice(given.number(), issuedAt, draft));
            book = given.next();
        }
        return new Issued(invoices, book);
    }

    /** Returns drafts as reviewed as they stand, for programs that close and issue in one go. */
    public static List<Reviewed> unchanged(List<InvoiceDraft> drafts) {
        return drafts.stream()
                .map(draft -> new Reviewed(draft, InvoiceDocument.draftDigest(draft)))
                .toList();
    }
}
