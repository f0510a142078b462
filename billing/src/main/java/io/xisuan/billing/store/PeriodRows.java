package io.xisuan.billing.store;

import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.SupplierId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code period}: the months of each supplier, which close in order. */
final class PeriodRows {
    private PeriodRows() {}

    /**
     * Moves the month of every supplier to the cut of a part that is issued.
     *
     * @throws StoreException when the part closes the month while an earlier one is open
     */
    static void move(Handle handle, IssueBatch batch) {
        if (batch.part() == IssuePart.FINAL) {
            firstOpenBefore(handle, batch.period()).ifPresent(open -> {
                throw new StoreException("%s of %s is open: months close in order, so %s waits for it"
                        .formatted(open.month(), open.supplier(), batch.period()));
            });
        }
        handle.createUpdate("""
                        INSERT INTO period (supplier, month, state, cut_seq, cut_hash, changed_at)
                        SELECT id, :month, :state, :seq, :hash, :at FROM supplier WHERE true
                        ON CONFLICT (supplier, month) DO UPDATE SET state = excluded.state,
                          cut_seq = excluded.cut_seq, cut_hash = excluded.cut_hash, changed_at = excluded.changed_at""")
                .bind("month", batch.period().toString())
                .bind(
                        "state",
                        (batch.part() == IssuePart.FINAL ? SupplierMonth.State.CLOSED : SupplierMonth.State.OPEN)
                                .name())
                .bind("seq", batch.cut().toSeq())
                .bind("hash", batch.cut().hash())
                .bind("at", batch.issuedAtMillis())
                .execute();
    }

    static Optional<SupplierMonth> firstOpenBefore(Handle handle, BillingPeriod month) {
        return handle.createQuery(
                        "SELECT * FROM period WHERE state = 'OPEN' AND month < :month ORDER BY month, supplier LIMIT 1")
                .bind("month", month.toString())
                .map((row, context) -> month(row))
                .findOne();
    }

    /** Returns whether a day is of a month that is closed: what is recorded later counts for a later day. */
    static boolean closed(Handle handle, LocalDate day) {
        return handle.createQuery("SELECT count(*) FROM period WHERE state = 'CLOSED' AND month = :month")
                        .bind("month", YearMonth.from(day).toString())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /**
     * @throws InputException when the day is of a month that is closed
     */
    static void requireOpen(Handle handle, LocalDate day) {
        if (closed(handle, day)) {
            throw InputException.of(
                    "--day %s: that month is closed and its books stay; record it for today (leave --day out)"
                            .formatted(day));
        }
    }

    static List<SupplierMonth> all(Handle handle) {
        return handle.createQuery("SELECT * FROM period ORDER BY month, supplier")
                .map((row, context) -> month(row))
                .list();
    }

    static List<JournalCut> parts(Handle handle, BillingPeriod month) {
        return handle.createQuery("SELECT from_seq, to_seq, hash FROM cut WHERE period = :month ORDER BY part")
                .bind("month", month.toString())
                .map((row, context) ->
                        new JournalCut(row.getLong("from_seq"), row.getLong("to_seq"), row.getString("hash")))
                .list();
    }

    private static SupplierMonth month(ResultSet row) throws SQLException {
        return new SupplierMonth(
                new SupplierId(row.getString("supplier")),
                BillingPeriod.parse(row.getString("month")),
                SupplierMonth.State.valueOf(row.getString("state")),
                row.getLong("cut_seq"),
                row.getString("cut_hash"),
                row.getLong("changed_at"));
    }
}
