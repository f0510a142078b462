package io.xisuan.billing.invoice;

import io.xisuan.billing.ledger.Accounts;
import io.xisuan.billing.ledger.Posting;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.model.BillingPeriod;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What a document does to the books: what was supplied becomes unbilled revenue, and issue turns it into debts. */
public final class InvoicePostings {
    private InvoicePostings() {}

    /** Returns both posting sets of an issued invoice, in order; none when it comes to nothing, as a second of one device may. */
    public static List<PostingSet> of(Invoice invoice) {
        if (invoice.gross().isZero()) {
            return List.of();
        }
        return List.of(supplied(invoice), issued(invoice));
    }

    /**
     * Returns the supply of a month, or of the part of it that the draft covers: gross to unbilled, against revenue by site and
     * model. It counts for the last day of the month, or for the day of issue where that comes before. The parts of one month cover different records of the journal, which keeps their references apart.
     */
    public static PostingSet supplied(Invoice invoice) {
        InvoiceDraft draft = invoice.content();
        List<Posting> postings = new ArrayList<>();
        postings.add(new Posting(Accounts.unbilled(draft.contract()), draft.gross()));
        for (InvoiceLine line : draft.lines()) {
            postings.add(new Posting(
                    Accounts.revenue(line.site(), line.model()), line.gross().negated()));
        }
        return PostingSet.netted("usage-supplied", reference(draft), suppliedOn(invoice), postings);
    }

    private static LocalDate suppliedOn(Invoice invoice) {
        LocalDate issued = issuedOn(invoice);
        LocalDate last = invoice.period().month().atEndOfMonth();
        return issued.isBefore(last) ? issued : last;
    }

    private static LocalDate issuedOn(Invoice invoice) {
        return BillingPeriod.dayOf(invoice.issuedAt().toEpochMilli());
    }

    /** Returns contract and month; of a later part of the month also the journal's record that it begins with. */
    private static String reference(InvoiceDraft draft) {
        String month = draft.contract() + "/" + draft.period();
        long from = draft.journal().fromSeq();
        return from <= 1 ? month : month + "/" + from;
    }

    /**
     * Returns the issue: unbilled becomes the tenant's debt and, for deducted vouchers, the programmes'; the VAT leaves
     * revenue.
     */
    public static PostingSet issued(Invoice invoice) {
        List<Posting> postings = new ArrayList<>();
        postings.add(new Posting(
                Accounts.unbilled(invoice.contract()), invoice.gross().negated()));
        postings.add(new Posting(Accounts.receivable(invoice.buyer().tenant()), invoice.payableNow()));
        for (VoucherPayment payment : invoice.voucherPayments()) {
            postings.add(new Posting(Accounts.governmentReceivable(payment.programme()), payment.amount()));
        }
        for (InvoiceLine line : invoice.lines()) {
            postings.add(new Posting(Accounts.revenue(line.site(), line.model()), line.tax()));
        }
        for (VatLine vat : invoice.vat()) {
            postings.add(new Posting(Accounts.vat(vat.rate()), vat.tax().negated()));
        }
        return PostingSet.netted("invoice-issued", invoice.number(), issuedOn(invoice), postings);
    }
}
