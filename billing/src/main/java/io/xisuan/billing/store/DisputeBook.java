package io.xisuan.billing.store;

import io.xisuan.billing.control.Action;
import io.xisuan.billing.control.Deed;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.invoice.InvoiceKind;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.payment.Recorded;
import io.xisuan.billing.receivable.Dispute;
import io.xisuan.billing.receivable.Dispute.State;
import io.xisuan.billing.receivable.OpenItem;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Lines that tenants do not accept. A disputed amount stands apart in the books, is asked for by no reminder, and its line is in no claim;
 * the rest of the invoice goes on.
 */
public final class DisputeBook {
    /** Which line of which invoice is in dispute. */
    public record DisputedLine(String invoice, int line) implements Comparable<DisputedLine> {
        @Override
        public int compareTo(DisputedLine other) {
            int byInvoice = invoice.compareTo(other.invoice);
            return byInvoice != 0 ? byInvoice : Integer.compare(line, other.line);
        }
    }

    private final Database database;

    public DisputeBook(Store store) {
        this.database = store.database();
    }

    /**
     * Opens a dispute on a line, or on a part of its amount.
     *
     * @throws InputException when there is no such line, it is in dispute already, or less is owed for it
     */
    public Dispute open(String invoice, int line, Money amount, String reason, Recorded recorded) {
        return database.write(handle -> {
            ControlBook.permit(handle, new Principal(recorded.by()), Action.OPEN_DISPUTE);
            OpenItem item = ReceivableRows.item(handle, invoice);
            requireOpen(handle, item, line, amount);
            return DisputeRows.add(
                    handle, new Dispute(1, item.tenant(), invoice, line, amount, reason, State.OPEN, recorded));
        });
    }

    private static void requireOpen(Handle handle, OpenItem item, int line, Money amount) {
        Optional<Dispute> other = DisputeRows.all(handle, Optional.of(item.tenant())).stream()
                .filter(one -> one.invoice().equals(item.number()) && one.line() == line)
                .filter(one -> one.state().apart())
                .findFirst();
        if (other.isPresent()) {
            throw InputException.of("line %d of %s is in dispute as %s"
                    .formatted(line, item.number(), other.get().name()));
        }
        List<InvoiceLine> lines = Store.read(
                        DocumentRows.find(handle, item.number()).orElseThrow())
                .lines();
        if (line < 1 || line > lines.size()) {
            throw InputException.of("%s has lines 1 to %d, not %d".formatted(item.number(), lines.size(), line));
        }
        Money most = lines.get(line - 1).customer().min(item.due());
        if (amount.compareTo(most) > 0) {
            throw InputException.of("line %d of %s: %s can be in dispute, not %s: it is what is owed for it"
                    .formatted(line, item.number(), most.formatted(), amount.formatted()));
        }
    }

    /**
     * Decides that the tenant is right: a credit note has to follow, which another person approves. A dispute whose credit is rejected or
     * withdrawn is open again.
     *
     * @return the proposal of the credit
     * @throws InputException when it is not open, less is owed for the line, or a programme pays part of it
     */
    public Proposal uphold(long id, String reason, Recorded recorded) {
        return database.write(handle -> {
            Principal by = new Principal(recorded.by());
            ControlBook.permit(handle, by, Action.RESOLVE_DISPUTE);
            Dispute dispute = in(handle, id, State.OPEN);
            DisputeCredits.requireCreditable(handle, dispute);
            if (!DisputeRows.wasUpheld(handle, id)) {
                DisputeRows.add(handle, dispute, new DisputeRows.Step(id, State.UPHELD, reason, recorded));
            }
            String content = String.join(
                    "\n",
                    dispute.invoice(),
                    Integer.toString(dispute.line()),
                    Long.toString(dispute.amount().fen()),
                    reason.strip());
            return ControlBook.propose(
                    handle, Deed.ADJUSTMENT, "dispute/" + dispute.name(), content, by, recorded.atMillis());
        });
    }

    /** Decides that the tenant is not right: the amount is due again. */
    public Dispute reject(long id, String reason, Recorded recorded) {
        return end(id, State.OPEN, new DisputeRows.Step(id, State.REJECTED, reason, recorded));
    }

    /**
     * Ends a dispute that was upheld, once its credit note is issued: the amount goes back to what is owed, where the note has taken it off.
     *
     * @param note the number of the credit note
     */
    public Dispute settle(long id, String note, Recorded recorded) {
        return end(id, State.UPHELD, new DisputeRows.Step(id, State.SETTLED, note, recorded));
    }

    private Dispute end(long id, State from, DisputeRows.Step step) {
        return database.write(handle -> {
            ControlBook.permit(handle, new Principal(step.recorded().by()), Action.RESOLVE_DISPUTE);
            Dispute dispute = in(handle, id, from);
            if (step.verdict() == State.SETTLED) {
                requireNote(handle, dispute, step.reason());
            }
            DisputeRows.add(handle, dispute, step);
            return DisputeRows.find(handle, id).orElseThrow();
        });
    }

    private static void requireNote(Handle handle, Dispute dispute, String number) {
        boolean isOne = DocumentRows.find(handle, number)
                .filter(note -> note.kind() == InvoiceKind.CREDIT_NOTE)
                .flatMap(StoredInvoice::corrects)
                .filter(correction -> correction.number().equals(dispute.invoice()))
                .isPresent();
        if (!isOne) {
            throw InputException.of(
                    "no note %s that credits %s is issued: see invoice list".formatted(number, dispute.invoice()));
        }
        if (!DisputeCredits.approved(handle, dispute)) {
            throw InputException.of(
                    "nobody has approved the credit of %s: see approval list".formatted(dispute.name()));
        }
    }

    private static Dispute in(Handle handle, long id, State state) {
        Dispute dispute = DisputeRows.find(handle, id)
                .orElseThrow(() -> InputException.of("there is no dispute D-%06d: see dispute list".formatted(id)));
        if (dispute.state() != state) {
            throw InputException.of("%s is %s, not %s".formatted(dispute.name(), dispute.state(), state));
        }
        return dispute;
    }

    /** Returns all disputes, oldest first. */
    public List<Dispute> all() {
        return database.read(handle -> DisputeRows.all(handle, Optional.empty()));
    }

    /** Returns the lines whose disputes are not over: no claim takes them. */
    public List<DisputedLine> openLines() {
        return database.read(handle -> DisputeRows.all(handle, Optional.empty())).stream()
                .filter(dispute -> dispute.state().apart())
                .map(dispute -> new DisputedLine(dispute.invoice(), dispute.line()))
                .sorted()
                .toList();
    }
}
