package io.xisuan.billing.store;

import io.xisuan.billing.entitlement.Answer;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.model.Money;
import java.util.List;

/** Issues notes within a transaction; each of its demands refuses all of them. */
final class NoteIssues {
    private NoteIssues() {}

    static List<StoredInvoice> issue(Turn turn, NoteBatch batch) {
        // 1. What the notes change of the deductions is what moves on the holds.
        requireTotals(batch);
        for (Command command : batch.commands()) {
            if (turn.book().apply(turn.handle(), command) instanceof Answer.Refused no) {
                throw new StoreException("%s is refused: %s, %s".formatted(command, no.reason(), no.detail()));
            }
        }
        // 2. Books, numbers and documents, ledger.
        LineBookRows.insert(turn.handle(), batch.runs(), batch.issuedAtMillis());
        DocumentRows.add(turn.handle(), batch.documents());
        if (!DocumentRows.numbers(turn.handle()).last().equals(batch.after().last())) {
            throw new StoreException("The numbers after these notes are not those that were given");
        }
        boolean closed = Issues.closed(turn.handle(), batch.period());
        LedgerRows.append(turn.handle(), batch.ledger(closed), batch.issuedAtMillis());
        DisputeCredits.settle(turn.handle(), batch.documents(), batch.issuedAtMillis());
        return batch.documents().stream().map(DocumentRows::stored).toList();
    }

    private static void requireTotals(NoteBatch batch) {
        Money deducted = batch.documents().stream()
                .filter(document -> !settles(document))
                .map(Invoice::subsidy)
                .reduce(Money.ZERO, Money::plus);
        Money moved = batch.commands().stream().map(NoteIssues::posted).reduce(Money.ZERO, Money::plus);
        if (!deducted.equals(moved)) {
            throw new StoreException(
                    "The notes on %s deduct %s, but %s is posted to holds".formatted(batch.period(), deducted, moved));
        }
    }

    /** Settlement moves debt, and what was used of a voucher stays used. */
    private static boolean settles(Invoice document) {
        return document.corrects()
                .filter(correction -> correction.family() == Correction.Family.SETTLEMENT)
                .isPresent();
    }

    private static Money posted(Command command) {
        if (command instanceof Command.Post post) {
            return post.amount();
        }
        return command instanceof Command.Unpost unpost ? unpost.amount().negated() : Money.ZERO;
    }
}
