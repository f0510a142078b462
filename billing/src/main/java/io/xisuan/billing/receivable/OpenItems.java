package io.xisuan.billing.receivable;

import io.xisuan.billing.payment.MoneyMovement;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What issued documents are still owed: payable, notes, payments, write-offs and disputes come together here. */
public final class OpenItems {
    /** An issued invoice. */
    public record Document(
            String number,
            SupplierId supplier,
            TenantId tenant,
            ContractId contract,
            LocalDate issuedOn,
            Money payable) {}

    /**
     * What a note changes of what an invoice is owed.
     *
     * @param number the note's own
     * @param corrects the invoice's
     * @param issuedOn when it was issued: what it adds falls due from then on
     * @param change negative for a credit
     */
    public record NoteEffect(String number, String corrects, LocalDate issuedOn, Money change) {}

    private OpenItems() {}

    /**
     * Returns the open items of invoices, in the given order; those that are paid are among them.
     *
     * @param paymentDays how long a tenant has to pay, where that was agreed
     */
    public static List<OpenItem> of(
            List<Document> invoices,
            List<NoteEffect> notes,
            List<MoneyMovement> movements,
            List<Dispute> disputes,
            Function<TenantId, OptionalInt> paymentDays) {
        Map<String, Money> changed = new TreeMap<>();
        notes.forEach(note -> changed.merge(note.corrects(), note.change(), Money::plus));
        Map<String, Money> paid = new TreeMap<>();
        Map<String, Money> given = new TreeMap<>();
        for (MoneyMovement movement : movements) {
            switch (movement.kind()) {
                case APPLY -> paid.merge(movement.invoice(), movement.amount(), Money::plus);
                case RELEASE -> paid.merge(movement.invoice(), movement.amount().negated(), Money::plus);
                case WRITE_OFF -> given.merge(movement.invoice(), movement.amount(), Money::plus);
                case RECEIPT, REFUND, BOUNCE, UNMATCH -> {}
            }
        }
        Map<String, Money> disputed = new TreeMap<>();
        disputes.stream()
                .filter(dispute -> dispute.state().apart())
                .forEach(dispute -> disputed.merge(dispute.invoice(), dispute.amount(), Money::plus));
        Totals totals = new Totals(changed, paid, given, disputed);
        return invoices.stream()
                .map(invoice -> totals.item(invoice, notes, paymentDays.apply(invoice.tenant())))
                .toList();
    }

    /** What notes, payments, write-offs and disputes come to, by invoice. */
    private record Totals(
            Map<String, Money> changed,
            Map<String, Money> paid,
            Map<String, Money> given,
            Map<String, Money> disputed) {
        private OpenItem item(Document invoice, List<NoteEffect> notes, OptionalInt days) {
            Money noted = changed.getOrDefault(invoice.number(), Money.ZERO);
            Money applied = paid.getOrDefault(invoice.number(), Money.ZERO);
            Money writtenOff = given.getOrDefault(invoice.number(), Money.ZERO);
            Money apart = disputed.getOrDefault(invoice.number(), Money.ZERO);
            Money due = invoice.payable()
                    .plus(noted)
                    .minus(applied)
                    .minus(writtenOff)
                    .minus(apart);
            return new OpenItem(
                    invoice.number(),
                    invoice.supplier(),
                    invoice.tenant(),
                    invoice.contract(),
                    invoice.issuedOn(),
                    dueOn(invoice, notes, due, days),
                    invoice.payable(),
                    noted,
                    applied,
                    writtenOff,
                    apart);
        }
    }

    /**
     * Returns when the oldest part that is still due falls due. Payments and credits take the oldest part off first, so that a debit note
     * of today is not late because its invoice is old.
     *
     * @param due what is asked for in all
     */
    private static Optional<LocalDate> dueOn(Document invoice, List<NoteEffect> notes, Money due, OptionalInt days) {
        if (days.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<LocalDate, Money> later = new TreeMap<>(Comparator.reverseOrder());
        notes.stream()
                .filter(note -> note.corrects().equals(invoice.number())
                        && note.change().isPositive())
                .forEach(note -> later.merge(note.issuedOn(), note.change(), Money::plus));
        LocalDate from = invoice.issuedOn();
        Money left = due;
        for (Map.Entry<LocalDate, Money> note : later.entrySet()) {
            left = left.minus(note.getValue());
            if (due.isPositive() && !left.isPositive()) {
                from = note.getKey();
                break;
            }
        }
        return Optional.of(from.plusDays(days.getAsInt()));
    }
}
