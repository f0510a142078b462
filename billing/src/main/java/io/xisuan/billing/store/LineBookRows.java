package io.xisuan.billing.store;

import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.invoice.LineBook;
import io.xisuan.billing.invoice.RatingRun;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The tables {@code line_book} and {@code rating_run}. */
final class LineBookRows {
    private LineBookRows() {}

    /** Stores runs with their books, once for each digest; part of the transaction that issues what they are behind. */
    static void insert(Handle handle, List<RatingRun> runs, long atMillis) {
        for (RatingRun run : runs) {
            insert(handle, run.book());
            handle.createUpdate("""
                            INSERT INTO rating_run (period, contract, engine, journal_from, journal_to, journal_hash,
                              input_digest, book_sha, at)
                            VALUES (:period, :contract, :engine, :from, :to, :hash, :input, :sha, :at)""")
                    .bind("period", run.period().toString())
                    .bind("contract", run.book().contract().value())
                    .bind("engine", run.engine())
                    .bind("from", run.cut().fromSeq())
                    .bind("to", run.cut().toSeq())
                    .bind("hash", run.cut().hash())
                    .bind("input", run.inputDigest())
                    .bind("sha", run.book().sha256())
                    .bind("at", atMillis)
                    .execute();
        }
    }

    private static void insert(Handle handle, LineBook book) {
        handle.createUpdate("""
                        INSERT INTO line_book (sha, contract, root, row_count, body)
                        VALUES (:sha, :contract, :root, :rows, :body) ON CONFLICT (sha) DO NOTHING""")
                .bind("sha", book.sha256())
                .bind("contract", book.contract().value())
                .bind("root", book.root())
                .bind("rows", book.rowCount())
                .bind("body", book.compressed())
                .execute();
    }

    static Optional<LineBook> find(Handle handle, String sha) {
        return handle.createQuery("SELECT * FROM line_book WHERE sha = :sha")
                .bind("sha", sha)
                .map((row, context) -> book(row))
                .findOne();
    }

    /** Returns the runs of a contract's month, oldest first. */
    static List<RatingRun> runs(Handle handle, ContractId contract, BillingPeriod period) {
        return handle.createQuery("""
                        SELECT b.*, r.engine, r.period, r.journal_from, r.journal_to, r.journal_hash, r.input_digest
                        FROM rating_run r JOIN line_book b ON b.sha = r.book_sha
                        WHERE r.contract = :contract AND r.period = :period ORDER BY r.id""")
                .bind("contract", contract.value())
                .bind("period", period.toString())
                .map((row, context) -> new RatingRun(
                        row.getString("engine"),
                        BillingPeriod.parse(row.getString("period")),
                        new JournalCut(
                                row.getLong("journal_from"), row.getLong("journal_to"), row.getString("journal_hash")),
                        row.getString("input_digest"),
                        book(row)))
                .list();
    }

    private static LineBook book(ResultSet row) throws SQLException {
        return new LineBook(
                new ContractId(row.getString("contract")),
                row.getString("sha"),
                row.getString("root"),
                row.getLong("row_count"),
                row.getBytes("body"));
    }
}
