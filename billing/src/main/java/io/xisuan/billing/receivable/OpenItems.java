package io.xisuan.billing.receivable;

import io.xisuan.billing.payment.MoneyMovement;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
     * @param change negative for a credit
     */
    public record NoteEffect(String number, String corrects, Money change) {}

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
        return invoices.stream()
                .map(invoice -> new OpenItem(
                        invoice.number(),
                        invoice.supplier(),
                        invoice.tenant(),
                        invoice.contract(),
                        invoice.issuedOn(),
                        dueOn(invoice, paymentDays.apply(invoice.tenant())),
                        invoice.payable(),
                        changed.getOrDefault(invoice.number(), Money.ZERO),
                        paid.getOrDefault(invoice.number(), Money.ZERO),
                        given.getOrDefault(invoice.number(), Money.ZERO),
                        disputed.getOrDefault(invoice.number(), Money.ZERO)))
                .toList();
    }

    private static Optional<LocalDate> dueOn(Document invoice, OptionalInt days) {
        return days.isPresent() ? Optional.of(invoice.issuedOn().plusDays(days.getAsInt())) : Optional.empty();
    }
}
