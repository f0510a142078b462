package io.xisuan.billing.invoice;

import io.xisuan.billing.ledger.Accounts;
import io.xisuan.billing.ledger.Posting;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a document does to the books: what was supplied becomes unbilled revenue, and issue turns it into debts. A note does the same
 * with its differences.
 */
public final class InvoicePostings {
    private InvoicePostings() {}

    /**
     * Returns the posting sets of an issued document, in order: supply and issue. A set that comes to nothing is left out: both of an
     * invoice over a second of one device, the supply of a note that only settles.
     */
    public static List<PostingSet> of(Invoice invoice) {
        String issue = invoice.corrects().isPresent() ? "note-issued" : "invoice-issued";
        return Stream.of(
                        netted(
                                "usage-supplied",
                                suppliedReference(invoice),
                                suppliedOn(invoice),
                                supplied(invoice.content())),
                        netted(issue, invoice.number(), issuedOn(invoice), issued(invoice)))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Returns the posting sets of a document that is issued after its month was closed: all count for the day of issue, so that the closed
     * month's books stay as they are.
     */
    public static List<PostingSet> afterClose(Invoice document) {
        return of(document).stream()
                .map(set ->
                        new PostingSet(set.kind(), set.reference(), Optional.of(issuedOn(document)), set.postings()))
                .toList();
    }

    private static Optional<PostingSet> netted(String kind, String reference, LocalDate on, List<Posting> postings) {
        Map<String, Money> byAccount = new TreeMap<>();
        postings.forEach(posting -> byAccount.merge(posting.account(), posting.amount(), Money::plus));
        return byAccount.values().stream().allMatch(Money::isZero)
                ? Optional.empty()
                : Optional.of(PostingSet.netted(kind, reference, on, postings));
    }

    /** Returns the last day of the month, or the day of issue where that comes before or where a note belongs to the open month. */
    private static LocalDate suppliedOn(Invoice invoice) {
        LocalDate issued = issuedOn(invoice);
        LocalDate last = invoice.period().month().atEndOfMonth();
        return invoice.corrects().isPresent() || issued.isBefore(last) ? issued : last;
    }

    private static LocalDate issuedOn(Invoice invoice) {
        return BillingPeriod.dayOf(invoice.issuedAt().toEpochMilli());
    }

    /**
     * Returns contract and month; of a later part of the month also the journal's record that it begins with, which keeps the parts of
     * a month apart. A note's supply is found by its number.
     */
    private static String suppliedReference(Invoice invoice) {
        if (invoice.corrects().isPresent()) {
            return invoice.number();
        }
        String month = invoice.contract() + "/" + invoice.period();
        long from = invoice.journal().fromSeq();
        return from <= 1 ? month : month + "/" + from;
    }

    /** Returns the supply of what the document covers: gross to unbilled, against revenue by site and model. */
    private static List<Posting> supplied(InvoiceDraft draft) {
        List<Posting> postings = new ArrayList<>();
        postings.add(new Posting(Accounts.unbilled(draft.contract()), draft.gross()));
        for (InvoiceLine line : draft.lines()) {
            postings.add(new Posting(
                    Accounts.revenue(line.site(), line.model()), line.gross().negated()));
        }
        return postings;
    }

    /**
     * Returns the issue: unbilled becomes the tenant's debt and, for deducted vouchers, the programmes'; the VAT leaves revenue. Where
     * a note only settles, debt moves between the two.
     */
    private static List<Posting> issued(Invoice invoice) {
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
        return postings;
    }
}
