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
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /**
     * A note that no document says yet.
     *
     * @param month the invoice's
     * @param claim the claim that was not paid, or not kept
     * @param amount what the buyer bears
     */
    public record Owed(BillingPeriod month, String invoice, String claim, Money amount) {}

    /**
     * The drafts of a month.
     *
     * @param drafts in order of claim and invoice
     * @param leftOut the notes that cannot be drafted, each with why, for people; they stay owed
     */
    public record Drafted(List<InvoiceDraft> drafts, List<String> leftOut) {
        public Drafted {
            drafts = List.copyOf(drafts);
            leftOut = List.copyOf(leftOut);
        }
    }

    /** One step of a claim that moved money to a buyer. */
    private record Moved(
            String claim,
            String cause,
            BillingPeriod month,
            SettlementNotes.Target target,
            SortedMap<LineKey, Money> lines) {}

    /** Returns the drafts of the notes that are owed on invoices of a month; one that cannot be drafted keeps no other back. */
    public Drafted drafts(BillingPeriod month) {
        return database.read(handle -> {
            List<InvoiceDraft> drafts = new ArrayList<>();
            List<String> leftOut = new ArrayList<>();
            for (Moved moved : open(handle)) {
                if (moved.month().equals(month)) {
                    try {
                        drafts.addAll(drafts(handle, moved));
                    } catch (InputException | IllegalStateException | IllegalArgumentException problem) {
                        leftOut.add("%s on %s: %s"
                                .formatted(moved.claim(), moved.target().invoice(), problem.getMessage()));
                    }
                }
            }
            return new Drafted(drafts, leftOut);
        });
    }

    /** Returns every note that is owed, in order of claim and invoice, whether or not it can be drafted now. */
    public List<Owed> owed() {
        return database.read(handle -> open(handle).stream()
                .map(moved -> new Owed(
                        moved.month(),
                        moved.target().invoice(),
                        moved.claim(),
                        moved.lines().values().stream().reduce(Money.ZERO, Money::plus)))
                .toList());
    }

    private static List<Moved> open(Handle handle) {
        List<Moved> open = new ArrayList<>();
        for (long number : ClaimRows.numbers(handle)) {
            ClaimRecord record = ClaimRows.find(handle, number).orElseThrow();
            Claim claim =
                    Claim.open(number, record.claim().scope(), record.claim().lines());
            for (ClaimRecord.Event event : record.events()) {
                Claim before = claim;
                claim = claim.after(event.step()) instanceof ClaimAnswer.Done(Claim after) ? after : claim;
                open.addAll(open(handle, before, claim, event.step()));
            }
        }
        return open;
    }

    private static List<Moved> open(Handle handle, Claim before, Claim after, ClaimStep step) {
        String cause = SettlementNotes.cause(after, step);
        List<Moved> open = new ArrayList<>();
        SettlementNotes.moved(
                        after, step, ClaimDeeds.bearers(handle, before, step), document -> corrected(handle, document))
                .forEach((target, lines) -> {
                    SettlementNotes.Standing standing = standing(handle, target.invoice());
                    if (!isNoted(standing, target, cause)) {
                        open.add(new Moved(
                                after.name(), cause, standing.invoice().period(), target, lines));
                    }
                });
        return open;
    }

    private static List<InvoiceDraft> drafts(Handle handle, Moved moved) {
        return SettlementNotes.drafts(
                new TreeMap<>(Map.of(moved.target(), moved.lines())),
                moved.cause(),
                number -> standing(handle, number));
    }

    private static String corrected(Handle handle, String document) {
        return find(handle, document).corrects().map(Correction::number).orElse(document);
    }

    private static boolean isNoted(SettlementNotes.Standing standing, SettlementNotes.Target target, String cause) {
        return standing.notes().stream()
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
