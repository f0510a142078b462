package io.xisuan.billing.store;

import io.xisuan.billing.entitlement.Answer;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoicePostings;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Issues one part of a month within its transaction; each of its demands refuses the whole part. */
final class Issues {
    private record Cut(int part, IssuePart kind, long toSeq) {}

    private final Handle handle;
    private final StoredBook book;

    Issues(Handle handle, StoredBook book) {
        this.handle = handle;
        this.book = book;
    }

    List<StoredInvoice> issue(IssueBatch batch) {
        // 1. The part follows on the last one, and its money is the invoices' money.
        requireTotals(batch);
        int part = nextPart(batch);
        // 2. Post to the holds what is deducted.
        for (Command command : batch.postings()) {
            if (book.apply(handle, command) instanceof Answer.Refused no) {
                throw new StoreException("%s is refused: %s, %s".formatted(command, no.reason(), no.detail()));
            }
        }
        // 3. Numbers and documents, ledger, cut.
        LineBookRows.insert(handle, batch.runs(), batch.issuedAtMillis());
        DocumentRows.add(handle, batch.invoices());
        if (!DocumentRows.numbers(handle).last().equals(batch.after().last())) {
            throw new StoreException("The numbers after this part are not those that were given");
        }
        LedgerRows.append(handle, batch.ledger(), batch.issuedAtMillis());
        ChoiceRows.insert(handle, batch.chosen());
        writeCut(batch, part);
        PeriodRows.move(handle, batch);
        return batch.invoices().stream().map(DocumentRows::stored).toList();
    }

    private static void requireTotals(IssueBatch batch) {
        List<PostingSet> expected = batch.invoices().stream()
                .flatMap(invoice -> InvoicePostings.of(invoice).stream())
                .toList();
        if (!expected.equals(batch.ledger())) {
            throw new StoreException("The posting sets of %s are not those of its invoices".formatted(batch.period()));
        }
        Money deducted = batch.invoices().stream().map(Invoice::subsidy).reduce(Money.ZERO, Money::plus);
        Money posted = batch.postings().stream()
                .map(command -> command instanceof Command.Post post ? post.amount() : Money.ZERO)
                .reduce(Money.ZERO, Money::plus);
        if (!deducted.equals(posted)) {
            throw new StoreException("The invoices of %s deduct %s, but %s is posted to holds"
                    .formatted(batch.period(), deducted, posted));
        }
    }

    private int nextPart(IssueBatch batch) {
        Optional<Cut> last = lastCut(handle, batch.period());
        if (last.isEmpty()) {
            return 1;
        }
        if (last.get().kind() == IssuePart.FINAL) {
            throw new StoreException("%s is closed: nothing more is issued for it".formatted(batch.period()));
        }
        if (batch.cut().fromSeq() != last.get().toSeq() + 1) {
            throw new StoreException("The part of %s begins at record %d, but %d was the last one invoiced"
                    .formatted(batch.period(), batch.cut().fromSeq(), last.get().toSeq()));
        }
        return last.get().part() + 1;
    }

    private void writeCut(IssueBatch batch, int part) {
        handle.createUpdate("""
                        INSERT INTO cut (period, part, kind, from_seq, to_seq, hash, at)
                        VALUES (:period, :part, :kind, :from, :to, :hash, :at)""")
                .bind("period", batch.period().toString())
                .bind("part", part)
                .bind("kind", batch.part().name())
                .bind("from", batch.cut().fromSeq())
                .bind("to", batch.cut().toSeq())
                .bind("hash", batch.cut().hash())
                .bind("at", batch.issuedAtMillis())
                .execute();
        handle.createUpdate("""
                        INSERT INTO journal_position (id, seq, hash) VALUES (1, :seq, :hash)
                        ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash
                        WHERE excluded.seq > journal_position.seq""")
                .bind("seq", batch.cut().toSeq())
                .bind("hash", batch.cut().hash())
                .execute();
    }

    static OptionalLong lastInvoicedSeq(Handle handle, BillingPeriod period) {
        return lastCut(handle, period).map(cut -> OptionalLong.of(cut.toSeq())).orElse(OptionalLong.empty());
    }

    static SortedMap<BillingPeriod, Long> invoicedThrough(Handle handle) {
        SortedMap<BillingPeriod, Long> through = new TreeMap<>();
        handle.createQuery("SELECT period, max(to_seq) AS last FROM cut GROUP BY period")
                .map((row, context) -> through.put(BillingPeriod.parse(row.getString("period")), row.getLong("last")))
                .list();
        return through;
    }

    static boolean closed(Handle handle, BillingPeriod period) {
        return lastCut(handle, period)
                .filter(cut -> cut.kind() == IssuePart.FINAL)
                .isPresent();
    }

    static Optional<JournalPosition> position(Handle handle) {
        return handle.createQuery("SELECT seq, hash FROM journal_position")
                .map((row, context) -> new JournalPosition(row.getLong("seq"), row.getString("hash")))
                .findOne();
    }

    private static Optional<Cut> lastCut(Handle handle, BillingPeriod period) {
        return handle.createQuery(
                        "SELECT part, kind, to_seq FROM cut WHERE period = :period ORDER BY part DESC LIMIT 1")
                .bind("period", period.toString())
                .map((row, context) ->
                        new Cut(row.getInt("part"), IssuePart.valueOf(row.getString("kind")), row.getLong("to_seq")))
                .findOne();
    }
}
