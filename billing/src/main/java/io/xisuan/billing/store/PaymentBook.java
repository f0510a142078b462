package io.xisuan.billing.store;

import io.xisuan.billing.claim.ClaimStep;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

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
            requireStands(handle, receipt);
            return new MoneyDeeds(handle, receipt.tenant(), recorded).undo(receipt, MoneyMovement.Kind.BOUNCE);
        });
    }

    /**
     * Undoes a match to the wrong tenant: what the money paid is owed again, and the line waits to be matched.
     *
     * @param id the number of the line
     * @throws InputException when no receipt of that line stands
     */
    public List<MoneyMovement> unmatch(long id, Recorded recorded) {
        return database.write(handle -> {
            ControlBook.permit(handle, new Principal(recorded.by()), Action.RECORD_PAYMENT);
            MoneyMovement receipt = MovementRows.all(handle, Optional.empty()).stream()
                    .filter(movement -> movement.bankLine() == id)
                    .reduce((earlier, later) -> later)
                    .orElseThrow(
                            () -> InputException.of("no receipt took a line B-%06d: see payment list".formatted(id)));
            requireStands(handle, receipt);
            return new MoneyDeeds(handle, receipt.tenant(), recorded).undo(receipt, MoneyMovement.Kind.UNMATCH);
        });
    }

    private static void requireStands(Handle handle, MoneyMovement receipt) {
        MovementRows.undone(handle, receipt.id()).ifPresent(undone -> {
            throw InputException.of("%s has %s before"
                    .formatted(
                            receipt.name(), undone.kind() == MoneyMovement.Kind.BOUNCE ? "bounced" : "been unmatched"));
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
                if (isNew(handle, line)) {
                    added.add(BankRows.add(handle, line));
                }
            }
            return new Imported(added, lines.size() - added.size());
        });
    }

    /** Returns whether nobody has the line yet: no statement, no receipt by hand, and no claim's payment by hand. */
    private static boolean isNew(Handle handle, BankLine line) {
        Optional<BankLine> before = BankRows.find(handle, line.reference());
        if (before.isPresent()) {
            if (!before.get().sameAs(line)) {
                throw other(line, before.get().name(), before.get().amount());
            }
            return false;
        }
        List<MoneyMovement> byHand = MovementRows.receipts(handle, line.reference());
        if (!byHand.isEmpty()) {
            requireSame(line, byHand.getFirst().name(), byHand.getFirst().amount());
            return false;
        }
        List<ClaimStep.Pay> claims = ClaimRows.payments(handle, line.reference());
        if (!claims.isEmpty()) {
            Money paid = claims.stream().map(ClaimStep.Pay::amount).reduce(Money.ZERO, Money::plus);
            requireSame(line, "the payment of a claim", paid);
            return false;
        }
        return true;
    }

    private static void requireSame(BankLine line, String name, Money amount) {
        if (!amount.equals(line.amount())) {
            throw other(line, name, amount);
        }
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
            BankLine line = BankRows.waiting(handle, id);
            String reference = BankReferences.ofLine(handle, tenant, line);
            return new MoneyDeeds(handle, tenant, recorded).receive(line.amount(), reference, line.id(), allocations);
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

    /**
     * Returns one of them.
     *
     * @throws InputException when no such line waits
     */
    public BankLine waiting(long id) {
        return database.read(handle -> BankRows.waiting(handle, id));
    }

    /** Returns when and how much was applied to an invoice: the proof of its payment. */
    public List<MoneyMovement> paymentsOf(String invoice) {
        return database.read(handle -> MovementRows.all(handle, Optional.empty()).stream()
                .filter(movement ->
                        movement.invoice().equals(invoice) && !movement.paid().isZero())
                .toList());
    }
}
