package io.xisuan.billing.store;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoicePostings;
import io.xisuan.billing.invoice.InvoiceReader;
import io.xisuan.billing.ledger.LedgerEntry;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Reads everything that was written to stay: (1) the chain with its projections, (2) its head, (3) each document with its
 * columns and its postings, (4) the numbers, (5) grants and quotes, (6) what is kept twice,
 * (7) the chain of what was done to balances, (8) money that came in with its entries.
 */
final class LedgerVerification {
    private static final int PAGE = 1_000;

    private final Handle handle;
    private final Optional<LedgerHead> exported;
    private long records;
    private long invoices;
    private long recorded = Long.MIN_VALUE;
    private LedgerHead last = new LedgerHead(0, LedgerEntry.GENESIS);

    LedgerVerification(Handle handle, Optional<LedgerHead> exported) {
        this.handle = handle;
        this.exported = exported;
    }

    /** Returns what was found; a row that cannot even be read is a finding too. */
    LedgerCheck check() {
        try {
            return read();
        } catch (IllegalArgumentException
                | IllegalStateException
                | StoreException
                | DateTimeException
                | InputException e) {
            return broken(
                    "a record after ledger entry %d and %d invoices".formatted(records, invoices),
                    "cannot be read: " + e.getMessage());
        }
    }

    private LedgerCheck read() {
        Optional<LedgerCheck> broken = entries()
                .or(this::legs)
                .or(this::head)
                .or(this::cutTail)
                .or(this::documents)
                .or(() -> DocumentRows.firstGap(handle).map(problem -> broken("numbers", problem)))
                .or(() -> texts("grant_letter", "voucher_uid", "sha256"))
                .or(() -> texts("quote", "job_uid", "sha256"))
                .or(() -> texts("shown_quote", "id", "id"))
                .or(this::proposals)
                .or(() -> OutsideRows.firstBroken(handle)
                        .map(number ->
                                broken("document " + number + " kept outside", "its bytes and its digest differ")))
                .or(() -> PairCheck.firstMismatch(handle).map(problem -> broken("balances", problem)))
                .or(this::deductions)
                .or(() -> MoneyVerification.firstMismatch(handle).map(problem -> broken("money", problem)))
                .or(() -> ClaimCheck.first(handle).map(problem -> broken("claims", problem)))
                .or(() -> ContentVerification.firstBroken(handle).map(problem -> broken("kept content", problem)))
                .or(() -> new ChainVerification(handle).first().map(problem -> broken(problem.what(), problem.text())));
        return broken.orElseGet(() -> new LedgerCheck.Sound(records, invoices, last.hash()));
    }

    /** Reads all proposals, each of which is refused when its digest is another one. */
    private Optional<LedgerCheck> proposals() {
        ControlRows.pending(handle);
        ControlRows.decided(handle);
        return Optional.empty();
    }

    private Optional<LedgerCheck> entries() {
        List<LedgerRows.Row> page = LedgerRows.after(handle, 0, PAGE);
        while (!page.isEmpty()) {
            for (LedgerRows.Row row : page) {
                Optional<String> problem = problemOf(row);
                if (problem.isPresent()) {
                    return Optional.of(broken("ledger entry " + (records + 1), problem.get()));
                }
                if (exported.filter(
                                head -> head.seq() == row.seq() && !head.hash().equals(row.hash()))
                        .isPresent()) {
                    return Optional.of(broken("ledger entry " + row.seq(), "is not the one whose hash was exported"));
                }
                records++;
                last = new LedgerHead(row.seq(), row.hash());
            }
            page = LedgerRows.after(handle, page.getLast().seq(), PAGE);
        }
        return Optional.empty();
    }

    private Optional<String> problemOf(LedgerRows.Row row) {
        if (row.seq() != last.seq() + 1) {
            return Optional.of("is missing: the next one is numbered %d".formatted(row.seq()));
        }
        if (row.recordedAt().orElse(recorded) < recorded) {
            return Optional.of("was recorded before the entry before it");
        }
        recorded = row.recordedAt().orElse(recorded);
        try {
            PostingSet set = row.set(LedgerRows.postings(handle, row.seq()));
            LedgerEntry expected = LedgerEntry.after(last.hash(), row.seq(), row.recordedAt(), set);
            if (!expected.body().equals(row.body())) {
                return Optional.of("its text and its columns differ");
            }
            return expected.hash().equals(row.hash())
                    ? Optional.empty()
                    : Optional.of("its hash does not follow from the entry before it");
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Legs are numbered from 0 without a gap, and each belongs to an entry. */
    private Optional<LedgerCheck> legs() {
        return handle.createQuery("""
                        SELECT p.seq FROM ledger_posting p LEFT JOIN ledger_entry e ON e.seq = p.seq
                        GROUP BY p.seq HAVING max(p.leg) <> count(*) - 1 OR count(e.seq) = 0
                        ORDER BY p.seq LIMIT 1""")
                .mapTo(Long.class)
                .findOne()
                .map(seq -> broken("ledger entry " + seq, "has legs whose numbers have a gap, or is not there"));
    }

    private Optional<LedgerCheck> head() {
        LedgerHead head = LedgerRows.head(handle);
        return head.equals(last)
                ? Optional.empty()
                : Optional.of(broken(
                        "ledger entry " + (last.seq() + 1),
                        "the head is at entry %d with hash %s, the entries end at %d with %s: the tail is not the head's"
                                .formatted(head.seq(), head.hash(), last.seq(), last.hash())));
    }

    private Optional<LedgerCheck> cutTail() {
        return exported.filter(head -> head.seq() > last.seq())
                .map(head -> broken(
                        "ledger entry " + (last.seq() + 1),
                        "is missing: the exported head is at entry %d, the ledger ends at %d"
                                .formatted(head.seq(), last.seq())));
    }

    private Optional<LedgerCheck> documents() {
        List<String> numbers = handle.createQuery("SELECT number FROM invoice ORDER BY id")
                .mapTo(String.class)
                .list();
        for (String number : numbers) {
            Optional<String> problem = problemOf(number);
            if (problem.isPresent()) {
                return Optional.of(broken("invoice " + number, problem.get()));
            }
            invoices++;
        }
        return Optional.empty();
    }

    private Optional<String> problemOf(String number) {
        try {
            StoredInvoice stored = DocumentRows.find(handle, number).orElseThrow();
            Invoice invoice = InvoiceReader.read(stored.document().json());
            if (!DocumentRows.stored(invoice).equals(stored)) {
                return Optional.of("its document and its columns differ");
            }
            for (PostingSet set : InvoicePostings.of(invoice)) {
                Optional<Long> seq = LedgerRows.seqOf(handle, set);
                if (seq.isEmpty() || !LedgerRows.postings(handle, seq.get()).equals(set.postings())) {
                    return Optional.of("its %s of %s is not in the ledger as the document has it"
                            .formatted(set.kind(), set.reference()));
                }
            }
            return Optional.empty();
        } catch (InputException | DateTimeException | StoreException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<LedgerCheck> texts(String table, String key, String digest) {
        List<String[]> rows = handle.createQuery(
                        "SELECT %s AS name, body, %s AS sha FROM %s".formatted(key, digest, table))
                .map((row, context) ->
                        new String[] {row.getString("name"), row.getString("body"), row.getString("sha")})
                .list();
        for (String[] row : rows) {
            if (!Sha256.hex(row[1]).equals(row[2])) {
                return Optional.of(broken(table + " " + row[0], "is not what was stored: its digest differs"));
            }
        }
        return Optional.empty();
    }

    /** Compares what was posted to holds with what documents on usage deduct; settlement restores no balance. */
    private Optional<LedgerCheck> deductions() {
        Money posted = sum("SELECT coalesce(sum(amount), 0) FROM hold_movement");
        Money deducted =
                sum("SELECT coalesce(sum(subsidy_fen), 0) FROM invoice WHERE coalesce(family, '') <> 'SETTLEMENT'");
        return posted.equals(deducted)
                ? Optional.empty()
                : Optional.of(broken(
                        "deductions",
                        "the invoices deduct %s, but %s was posted to holds".formatted(deducted, posted)));
    }

    private Money sum(String query) {
        return Money.ofFen(handle.createQuery(query).mapTo(Long.class).one());
    }

    private LedgerCheck broken(String what, String problem) {
        return new LedgerCheck.Broken(records, invoices, what, problem);
    }
}
