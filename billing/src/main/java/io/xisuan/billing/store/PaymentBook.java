package io.xisuan.billing.store;

import io.xisuan.billing.control.Action;
import io.xisuan.billing.control.Deed;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.payment.BankLine;
import io.xisuan.billing.payment.MoneyMovement;
import io.xisuan.billing.payment.Recorded;
import io.xisuan.billing.receivable.Allocation;
import io.xisuan.billing.receivable.OpenItem;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Money that tenants pay. Each method that writes is one transaction of whichever program calls it; each movement has its entry in the
 * ledger, in the same transaction.
 */
public final class PaymentBook {
    /**
     * What an import of a bank statement did.
     *
     * @param added lines that are new, as they are stored
     * @param known how many lines were stored before, or received by hand under the same reference
     */
    public record Imported(List<BankLine> added, int known) {
        public Imported {
            added = List.copyOf(added);
        }
    }

    private final Database database;

    public PaymentBook(Store store) {
        this.database = store.database();
    }

    /**
     * Receives money and applies parts of it to invoices; the rest stays prepaid. The same reference again changes nothing.
     *
     * @return what was written; nothing when it was before
     * @throws InputException when the reference stands for other money, or an invoice is owed less than it should get
     */
    public List<MoneyMovement> receive(
            TenantId tenant, Money amount, String reference, List<Allocation> allocations, Recorded recorded) {
        return database.write(handle -> {
            ControlBook.permit(handle, new Principal(recorded.by()), Action.RECORD_PAYMENT);
            BankRows.find(handle, reference).ifPresent(line -> {
                throw InputException.of(
                        "%s came with a bank statement as %s: match that line".formatted(reference, line.name()));
            });
            return new MoneyDeeds(handle, tenant, recorded).receive(amount, reference, 0, allocations);
        });
    }

    /** Pays invoices from the prepaid balance. */
    public List<MoneyMovement> apply(TenantId tenant, List<Allocation> allocations, Recorded recorded) {
        return database.write(handle -> {
            ControlBook.permit(handle, new Principal(recorded.by()), Action.RECORD_PAYMENT);
            return new MoneyDeeds(handle, tenant, recorded).apply(allocations);
        });
    }

    /** Takes money back from an invoice into the prepaid balance of its tenant. */
    public MoneyMovement release(String invoice, Money amount, Recorded recorded) {
        return database.write(handle -> {
            ControlBook.permit(handle, new Principal(recorded.by()), Action.RECORD_PAYMENT);
            TenantId tenant = ReceivableRows.item(handle, invoice).tenant();
            return new MoneyDeeds(handle, tenant, recorded).release(invoice, amount);
        });
    }

    /**
     * Undoes a receipt that the bank took back, with what it paid.
     *
     * @param id the number of the receipt
     * @throws InputException when it is no receipt, or has bounced before
     */
    public List<MoneyMovement> bounce(long id, Recorded recorded) {
        return database.write(handle -> {
            ControlBook.permit(handle, new Principal(recorded.by()), Action.RECORD_PAYMENT);
            MoneyMovement receipt = MovementRows.find(handle, id)
                    .filter(movement -> movement.kind() == MoneyMovement.Kind.RECEIPT)
                    .orElseThrow(() -> InputException.of("there is no receipt M-%06d: see payment list".formatted(id)));
            if (MovementRows.find(handle, receipt.tenant(), MoneyMovement.Kind.BOUNCE, "bounced " + receipt.reference())
                    .isPresent()) {
                throw InputException.of("%s has bounced before".formatted(receipt.name()));
            }
            return new MoneyDeeds(handle, receipt.tenant(), recorded).bounce(receipt);
        });
    }

    /**
     * Stores the lines of a bank statement that are new, all or none.
     *
     * @throws InputException when a reference stands for other money
     */
    public Imported importLines(List<BankLine> lines, Principal by) {
        return database.write(handle -> {
            ControlBook.permit(handle, by, Action.RECORD_PAYMENT);
            List<BankLine> added = new ArrayList<>();
            for (BankLine line : lines) {
                Optional<BankLine> before = BankRows.find(handle, line.reference());
                List<MoneyMovement> byHand = MovementRows.receipts(handle, line.reference());
                if (before.isPresent() && !before.get().sameAs(line)) {
                    throw other(line, before.get().name(), before.get().amount());
                }
                if (before.isEmpty() && !byHand.isEmpty()) {
                    if (!byHand.getFirst().amount().equals(line.amount())) {
                        throw other(
                                line,
                                byHand.getFirst().name(),
                                byHand.getFirst().amount());
                    }
                } else if (before.isEmpty()) {
                    added.add(BankRows.add(handle, line));
                }
            }
            return new Imported(added, lines.size() - added.size());
        });
    }

    private static InputException other(BankLine line, String name, Money amount) {
        return InputException.of(
                "%s is stored as %s with %s and other particulars, the file has %s: the bank's references must not repeat"
                        .formatted(
                                line.reference(),
                                name,
                                amount.formatted(),
                                line.amount().formatted()));
    }

    /**
     * Says whose a line of a bank statement is, and applies it to invoices; the rest stays prepaid.
     *
     * @throws InputException when there is no such line, or it is matched already
     */
    public List<MoneyMovement> match(long id, TenantId tenant, List<Allocation> allocations, Recorded recorded) {
        return database.write(handle -> {
            ControlBook.permit(handle, new Principal(recorded.by()), Action.RECORD_PAYMENT);
            BankLine line = BankRows.unmatched(handle).stream()
                    .filter(one -> one.id() == id)
                    .findFirst()
                    .orElseThrow(() -> InputException.of(
                            "no line B-%06d waits to be matched: see payment unmatched".formatted(id)));
            return new MoneyDeeds(handle, tenant, recorded)
                    .receive(line.amount(), line.reference(), line.id(), allocations);
        });
    }

    /** Proposes to give up what is open of an invoice; another person approves it. */
    public Proposal proposeWriteOff(String invoice, Money amount, String reason, Principal by, long nowMillis) {
        return database.write(handle -> {
            OpenItem item = ReceivableRows.item(handle, invoice);
            if (!amount.isPositive() || amount.compareTo(item.due()) > 0) {
                throw InputException.of(
                        "%s: %s is open, not %s".formatted(invoice, item.due().formatted(), amount.formatted()));
            }
            String content = WriteOff.content(item.tenant(), invoice, amount, reason);
            return ControlBook.propose(handle, Deed.WRITE_OFF, WriteOff.KIND + "/" + invoice, content, by, nowMillis);
        });
    }

    /** Returns movements in the order of their recording; of one tenant, or of all. */
    public List<MoneyMovement> movements(Optional<TenantId> tenant) {
        return database.read(handle -> MovementRows.all(handle, tenant));
    }

    /** Returns the lines of bank statements that are nobody's yet, oldest first. */
    public List<BankLine> unmatched() {
        return database.read(BankRows::unmatched);
    }

    /** Returns when and how much was applied to an invoice: the proof of its payment. */
    public List<MoneyMovement> paymentsOf(String invoice) {
        return database.read(handle -> MovementRows.all(handle, Optional.empty()).stream()
                .filter(movement -> movement.invoice().equals(invoice) && !movement.paid().isZero())
                .toList());
    }

    /** Returns the day on which an invoice was fully paid, or empty when it is not. */
    public Optional<LocalDate> paidOn(String invoice) {
        return database.read(handle -> {
            OpenItem item = ReceivableRows.item(handle, invoice);
            return item.open().isPositive() || item.writtenOff().isPositive()
                    ? Optional.empty()
                    : MovementRows.all(handle, Optional.of(item.tenant())).stream()
                            .filter(movement -> movement.invoice().equals(invoice))
                            .map(movement -> movement.recorded().day())
                            .max(LocalDate::compareTo);
        });
    }
}
