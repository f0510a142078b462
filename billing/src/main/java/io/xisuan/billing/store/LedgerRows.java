package io.xisuan.billing.store;

import io.xisuan.billing.ledger.LedgerEntry;
import io.xisuan.billing.ledger.Posting;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.model.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The tables {@code ledger_entry}, {@code ledger_posting} and {@code ledger_head}: the chain and its projections. */
final class LedgerRows {
    /** An entry's columns; its postings are rows of their own. */
    record Row(
            long seq,
            String kind,
            String reference,
            OptionalLong recordedAt,
            Optional<String> effectiveOn,
            String body,
            String hash) {
        static Row of(ResultSet row) throws SQLException {
            long recorded = row.getLong("recorded_at");
            OptionalLong recordedAt = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(recorded);
            return new Row(
                    row.getLong("seq"),
                    row.getString("kind"),
                    row.getString("reference"),
                    recordedAt,
                    Optional.ofNullable(row.getString("effective_on")),
                    row.getString("body"),
                    row.getString("hash"));
        }

        /**
         * @throws StoreException when the postings are not those that were written
         */
        LedgerEntry entry(List<Posting> postings) {
            try {
                return new LedgerEntry(seq, recordedAt, set(postings), body, hash);
            } catch (IllegalArgumentException damaged) {
                throw new StoreException(
                        "Entry %d of the ledger was changed: %s. What else was: xisuan ledger verify"
                                .formatted(seq, damaged.getMessage()),
                        damaged);
            }
        }

        PostingSet set(List<Posting> postings) {
            try {
                return new PostingSet(kind, reference, effectiveOn.map(LocalDate::parse), postings);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("it counts for %s, which is no day".formatted(effectiveOn), e);
            }
        }
    }

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

    /** Takes the row of the head for this transaction, so that whoever else appends waits for it. */
    private static LedgerHead lockedHead(Handle handle) {
        return handle.createQuery("UPDATE ledger_head SET seq = seq WHERE id = 1 RETURNING seq, hash")
                .map((row, context) -> new LedgerHead(row.getLong("seq"), row.getString("hash")))
                .findOne()
                .orElseThrow(() -> new StoreException("The head of the ledger is gone"));
    }

    /**
     * Appends posting sets that name their effective days, all recorded at one instant: now, or just after what was recorded last, so
     * that what was recorded up to an instant never becomes more.
     *
     * @param nowMillis what the caller's clock says
     */
    static void append(Handle handle, List<PostingSet> sets, long nowMillis) {
        if (sets.isEmpty()) {
            return;
        }
        open(handle, nowMillis);
        chain(handle, sets, nowMillis);
    }

    /** Writes the entries of what an earlier version recorded without any; nothing when they are there. */
    static void open(Handle handle, long nowMillis) {
        List<PostingSet> opening = MoneyOpening.begin(handle);
        if (!opening.isEmpty()) {
            chain(handle, opening, nowMillis);
        }
    }

    private static void chain(Handle handle, List<PostingSet> sets, long nowMillis) {
        LedgerHead before = lockedHead(handle);
        long recordedAt = Math.max(nowMillis, lastRecorded(handle, before).orElse(-1) + 1);
        PreparedBatch entries = handle.prepareBatch("""
                INSERT INTO ledger_entry (seq, kind, reference, recorded_at, effective_on, body, hash)
                VALUES (:seq, :kind, :reference, :recorded, :effective, :body, :hash)""");
        PreparedBatch postings = handle.prepareBatch(
                "INSERT INTO ledger_posting (seq, leg, account, amount_fen) VALUES (:seq, :leg, :account, :amount)");
        LedgerHead head = before;
        for (PostingSet set : sets) {
            LedgerEntry entry = LedgerEntry.after(head.hash(), head.seq() + 1, OptionalLong.of(recordedAt), set);
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

    /** Returns when the entry at the head was recorded; empty when there is none, or it is of the first format. */
    static OptionalLong lastRecorded(Handle handle, LedgerHead head) {
        Optional<Long> last = handle.createQuery("SELECT recorded_at FROM ledger_entry WHERE seq = :seq")
                .bind("seq", head.seq())
                .mapTo(Long.class)
                .findOne();
        return last.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private static void add(PreparedBatch entries, PreparedBatch postings, LedgerEntry entry) {
        entries.bind("seq", entry.seq())
                .bind("kind", entry.postings().kind())
                .bind("reference", entry.postings().reference())
                .bind("recorded", entry.recordedAtMillis().orElseThrow())
                .bind("effective", entry.postings().effectiveOn().orElseThrow().toString())
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
                .map((row, context) -> Row.of(row))
                .list();
    }

    /** Returns all entries in order. */
    static List<LedgerEntry> all(Handle handle) {
        return after(handle, 0, Integer.MAX_VALUE).stream()
                .map(row -> row.entry(postings(handle, row.seq())))
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
