package io.xisuan.billing.store;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimAnswer;
import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.claim.SettlementNotes;
import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Settlement notes that are owed: what buyers bear of claims that were not accepted or were clawed back, and that no note says yet. They are
 * reviewed and issued as any other draft.
 */
public final class ClaimSettlements {
    private final Database database;

    public ClaimSettlements(Store store) {
        this.database = store.database();
    }

    /** Returns the drafts of the notes that are owed on invoices of a month, in order of claim and invoice. */
    public List<InvoiceDraft> owed(BillingPeriod month) {
        return database.read(handle -> owed(handle).stream()
                .filter(draft -> draft.period().equals(month))
                .toList());
    }

    /** Returns all drafts that are owed. */
    public List<InvoiceDraft> owed() {
        return database.read(ClaimSettlements::owed);
    }

    private static List<InvoiceDraft> owed(Handle handle) {
        List<InvoiceDraft> owed = new ArrayList<>();
        for (long number : ClaimRows.numbers(handle)) {
            ClaimRecord record = ClaimRows.find(handle, number).orElseThrow();
            Claim claim =
                    Claim.open(number, record.claim().scope(), record.claim().lines());
            for (ClaimRecord.Event event : record.events()) {
                Claim before = claim;
                claim = claim.after(event.step()) instanceof ClaimAnswer.Done(Claim after) ? after : claim;
                owed.addAll(drafts(handle, before, claim, event.step()));
            }
        }
        return owed;
    }

    private static List<InvoiceDraft> drafts(Handle handle, Claim before, Claim after, ClaimStep step) {
        SortedMap<SettlementNotes.Target, SortedMap<LineKey, Money>> moved = new TreeMap<>(SettlementNotes.moved(
                after, step, ClaimDeeds.bearers(handle, before, step), document -> corrected(handle, document)));
        String cause = SettlementNotes.cause(after, step);
        moved.keySet().removeIf(target -> isNoted(handle, target, cause));
        return SettlementNotes.drafts(moved, cause, number -> standing(handle, number));
    }

    private static String corrected(Handle handle, String document) {
        return find(handle, document).corrects().map(Correction::number).orElse(document);
    }

    private static boolean isNoted(Handle handle, SettlementNotes.Target target, String cause) {
        return standing(handle, target.invoice()).notes().stream()
                .anyMatch(note -> note.corrects()
                                .map(Correction::cause)
                                .filter(cause::equals)
                                .isPresent()
                        && note.voucherPayments().stream()
                                .anyMatch(payment -> payment.voucher().equals(target.voucher())));
    }

    private static SettlementNotes.Standing standing(Handle handle, String number) {
        Invoice invoice = find(handle, number);
        List<Invoice> notes = handle
                .createQuery("SELECT * FROM invoice WHERE period = :period ORDER BY id")
                .bind("period", invoice.period().toString())
                .map((row, context) -> DocumentRows.invoice(row))
                .list()
                .stream()
                .filter(stored -> stored.corrects()
                        .map(Correction::number)
                        .filter(number::equals)
                        .isPresent())
                .map(Store::read)
                .toList();
        return new SettlementNotes.Standing(invoice, notes);
    }

    private static Invoice find(Handle handle, String number) {
        Optional<StoredInvoice> stored = DocumentRows.find(handle, number);
        return Store.read(stored.orElseThrow(
                () -> new StoreException("The document %s of a claim is not stored".formatted(number))));
    }
}
