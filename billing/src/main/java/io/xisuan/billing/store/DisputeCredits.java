package io.xisuan.billing.store;

import io.xisuan.billing.control.Decided;
import io.xisuan.billing.control.Deed;
import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.invoice.Notes;
import io.xisuan.billing.invoice.Standing;
import io.xisuan.billing.payment.Recorded;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.billing.receivable.Dispute;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Credit notes that are owed for disputes in which the tenant was right: upheld by one person, approved by another, and not issued yet.
 * They are reviewed and issued as any other draft.
 */
public final class DisputeCredits {
    private final Database database;

    public DisputeCredits(Store store) {
        this.database = store.database();
    }

    /** Returns the drafts of the notes that are owed on invoices of a month, in order of dispute; of one invoice the first alone. */
    public List<InvoiceDraft> owed(BillingPeriod month) {
        return database.read(handle -> owed(handle, month));
    }

    private static List<InvoiceDraft> owed(Handle handle, BillingPeriod month) {
        List<InvoiceDraft> drafts = new ArrayList<>();
        for (Dispute dispute : DisputeRows.all(handle, Optional.empty())) {
            boolean credits = dispute.state() == Dispute.State.UPHELD && approved(handle, dispute);
            StoredInvoice stored = DocumentRows.find(handle, dispute.invoice()).orElseThrow();
            if (credits
                    && stored.period().equals(month)
                    && drafts.stream().noneMatch(draft -> corrects(draft, stored))) {
                draft(handle, dispute, Store.read(stored)).ifPresent(drafts::add);
            }
        }
        return drafts;
    }

    /** Several credits of one invoice follow on each other, so that each knows the VAT that the one before left. */
    private static boolean corrects(InvoiceDraft draft, StoredInvoice stored) {
        return draft.corrects()
                .filter(correction -> correction.number().equals(stored.number()))
                .isPresent();
    }

    static boolean approved(Handle handle, Dispute dispute) {
        return ControlRows.decided(handle).stream()
                .filter(decided -> decided.verdict() == Decided.Verdict.APPROVED)
                .map(Decided::proposal)
                .anyMatch(proposal ->
                        proposal.deed() == Deed.ADJUSTMENT && proposal.subject().equals("dispute/" + dispute.name()));
    }

    private static Optional<InvoiceDraft> draft(Handle handle, Dispute dispute, Invoice invoice) {
        List<Invoice> notes = notes(handle, invoice);
        boolean issued = notes.stream().anyMatch(note -> credits(note, dispute));
        return issued ? Optional.empty() : Optional.of(draft(dispute, invoice, notes));
    }

    /**
     * @throws InputException when a programme pays part of the line, so that it would pay more than its share of what is left
     */
    private static InvoiceDraft draft(Dispute dispute, Invoice invoice, List<Invoice> notes) {
        LineKey key = invoice.lines().get(dispute.line() - 1).key(invoice.contract());
        Money deducted = Optional.ofNullable(Standing.of(invoice, notes).lines().get(key))
                .orElseThrow()
                .subsidy();
        if (!deducted.isZero()) {
            throw InputException.of(
                    ("A programme pays %s of the line %s of %s: its credit goes by usage or lost work, not by agreement,"
                                    + " so that the programme pays no more than its share")
                            .formatted(deducted.formatted(), key, invoice.number()));
        }
        return Notes.agreed(
                invoice,
                notes,
                key,
                dispute.amount(),
                new Correction(invoice.number(), Correction.Family.AGREED, cause(dispute)));
    }

    private static String cause(Dispute dispute) {
        return "dispute %s upheld: %s".formatted(dispute.name(), dispute.reason());
    }

    /** Returns whether a note is the one that credits a dispute. */
    private static boolean credits(Invoice note, Dispute dispute) {
        return note.corrects()
                .filter(correction -> correction.family() == Correction.Family.AGREED
                        && correction.number().equals(dispute.invoice())
                        && correction.cause().equals(cause(dispute)))
                .isPresent();
    }

    /**
     * Refuses to credit what cannot be credited by agreement.
     *
     * @throws io.xisuan.model.InputException when less is owed for the line, or a programme pays part of it
     */
    static void requireCreditable(Handle handle, Dispute dispute) {
        Invoice invoice =
                Store.read(DocumentRows.find(handle, dispute.invoice()).orElseThrow());
        InvoiceDraft possible = draft(dispute, invoice, notes(handle, invoice));
        if (!possible.payableNow().isNegative()) {
            throw new StoreException("%s credits nothing".formatted(dispute.name()));
        }
    }

    /** Settles the disputes whose notes are issued, in the transaction of the issue. */
    static void settle(Handle handle, List<Invoice> issued, long nowMillis) {
        for (Dispute dispute : DisputeRows.all(handle, Optional.empty())) {
            Optional<Invoice> note = issued.stream()
                    .filter(one -> dispute.state() == Dispute.State.UPHELD && credits(one, dispute))
                    .findFirst();
            note.ifPresent(one -> DisputeRows.add(
                    handle,
                    dispute,
                    new DisputeRows.Step(
                            dispute.id(),
                            Dispute.State.SETTLED,
                            one.number(),
                            new Recorded(BillingPeriod.dayOf(nowMillis), "operator", nowMillis))));
        }
    }

    private static List<Invoice> notes(Handle handle, Invoice invoice) {
        return DocumentRows.find(handle, new InvoiceFilter(Optional.empty(), Optional.of(invoice.period()))).stream()
                .filter(stored -> stored.corrects()
                        .filter(correction -> correction.number().equals(invoice.number()))
                        .isPresent())
                .map(Store::read)
                .toList();
    }
}
