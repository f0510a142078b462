package io.xisuan.billing.store;

import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.invoice.NumberBook;
import io.xisuan.billing.invoice.RatingRun;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.billing.subsidy.GroupChoice;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ProgrammeId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that issuing one part of a month changes, stored together or not at all.
 *
 * @param part INTERIM while more of the month follows, FINAL for its last part
 * @param cut the journal's records that the part covers; they follow on the last part's
 * @param issuedAtMillis the instant of all these invoices
 * @param invoices numbered on from {@link Store#numbers}
 * @param after the numbers after these invoices
 * @param ledger the posting sets of all invoices
 * @param postings the commands that post what was deducted to the holds, and resolve those that are done
 * @param chosen the best-only choices by which they post; from now on they stand
 * @param runs how the usage behind the invoices was rated, with the line books; kept beside them
 */
public record IssueBatch(
        BillingPeriod period,
        IssuePart part,
        JournalCut cut,
        long issuedAtMillis,
        List<Invoice> invoices,
        NumberBook after,
        List<PostingSet> ledger,
        List<Command> postings,
        SortedMap<GroupChoice, ProgrammeId> chosen,
        List<RatingRun> runs) {
    /** Returns a batch that draws on no best-only group, without line books. */
    public IssueBatch(
            BillingPeriod period,
            IssuePart part,
            JournalCut cut,
            long issuedAtMillis,
            List<Invoice> invoices,
            NumberBook after,
            List<PostingSet> ledger,
            List<Command> postings) {
        this(
                period,
                part,
                cut,
                issuedAtMillis,
                invoices,
                after,
                ledger,
                postings,
                Collections.emptySortedMap(),
                List.of());
    }

    public IssueBatch {
        chosen = Collections.unmodifiableSortedMap(new TreeMap<>(chosen));
        invoices = List.copyOf(invoices);
        ledger = List.copyOf(ledger);
        postings = List.copyOf(postings);
        runs = List.copyOf(runs);
        for (Invoice invoice : invoices) {
            if (!invoice.period().equals(period) || invoice.issuedAt().toEpochMilli() != issuedAtMillis) {
                throw new IllegalArgumentException("%s is of %s and issued at %s, not of %s"
                        .formatted(invoice.number(), invoice.period(), invoice.issuedAt(), period));
            }
        }
    }
}
