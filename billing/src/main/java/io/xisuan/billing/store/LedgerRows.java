package io.xisuan.billing.store;

import io.xisuan.billing.ledger.LedgerEntry;
import io.xisuan.billing.ledger.Posting;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.model.Money;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The tables {@code ledger_entry}, {@code ledger_posting} and {@code ledger_head}: the chain and its projections. */
final class LedgerRows {
    /** An entry's columns; its postings are rows of their own. */
    record Row(long seq, String kind, String reference, String body, String hash) {}

    private LedgerRows() {}

    /**
     * @throws StoreException when the row is gone
     */
    static LedgerHead head(Handle handle) {
        return handle.createQuery("SELECT seq, hash FROM ledger_head")
                .map((row, context) -> new LedgerHead(row.getLong("seq"), row.getString("hash")))
                .findOne()
                .orElseThrow(() -> new StoreException("The head of the ledger is gone"));
    }

    static void append(Handle handle, List<PostingSet> sets) {
        LedgerHead before = head(handle);
        PreparedBatch entries = handle.prepareBatch("""
                INSERT INTO ledger_entry (seq, kind, reference, body, hash)
                VALUES (:seq, :kind, :reference, :body, :hash)""");
        PreparedBatch postings = handle.prepareBatch(
                "INSERT INTO ledger_posting (seq, leg, account, amount_fen) VALUES (:seq, :leg, :account, :amount)");
        LedgerHead head = before;
        for (PostingSet set : sets) {
            LedgerEntry entry = LedgerEntry.after(head.hash(), head.seq() + 1, set);
            add(entries, postings, entry);
            head = new LedgerHead(entry.seq(), entry.hash());
        }
        Batches.execute(entries);
        Batches.execute(postings);
        handle.createUpdate("UPDATE ledger_head SET seq = :seq, hash = :hash WHERE id = 1")
                .bind("seq", head.seq())
                .bind("hash", head.hash())
                .execute();
    }

    private static void add(PreparedBatch entries, PreparedBatch postings, LedgerEntry entry) {
        entries.bind("seq", entry.seq())
                .bind("kind", entry.postings().kind())
                .bind("reference", entry.postings().reference())
                .bind("body", entry.body())
                .bind("hash", entry.hash())
                .add();
        int leg = 0;
        for (Posting posting : entry.postings().postings()) {
            postings.bind("seq", entry.seq())
                    .bind("leg", leg++)
                    .bind("account", posting.account())
                    .bind("amount", Fen.of(posting.amount()))
                    .add();
        }
    }

    /** Returns up to so many rows after a number, in order. */
    static List<Row> after(Handle handle, long seq, int limit) {
        return handle.createQuery("SELECT * FROM ledger_entry WHERE seq > :seq ORDER BY seq LIMIT :limit")
                .bind("seq", seq)
                .bind("limit", limit)
                .map((row, context) -> new Row(
                        row.getLong("seq"),
                        row.getString("kind"),
                        row.getString("reference"),
                        row.getString("body"),
                        row.getString("hash")))
                .list();
    }

    /** Returns all entries in order. */
    static List<LedgerEntry> all(Handle handle) {
        return after(handle, 0, Integer.MAX_VALUE).stream()
                .map(row -> new LedgerEntry(
                        row.seq(),
                        new PostingSet(row.kind(), row.reference(), postings(handle, row.seq())),
                        row.body(),
                        row.hash()))
                .toList();
    }

    static List<Posting> postings(Handle handle, long seq) {
        return handle.createQuery("SELECT account, amount_fen FROM ledger_posting WHERE seq = :seq ORDER BY leg")
                .bind("seq", seq)
                .map((row, context) -> new Posting(row.getString("account"), Money.ofFen(row.getLong("amount_fen"))))
                .list();
    }

    static Optional<Long> seqOf(Handle handle, PostingSet set) {
        return handle.createQuery("SELECT seq FROM ledger_entry WHERE kind = :kind AND reference = :reference")
                .bind("kind", set.kind())
                .bind("reference", set.reference())
                .mapTo(Long.class)
                .findOne();
    }
}
