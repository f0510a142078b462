package io.xisuan.billing.store;

import io.xisuan.billing.payment.BankLine;
import io.xisuan.billing.payment.Recorded;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code bank_line}, each of whose rows has its entry in the ledger. */
final class BankRows {
    private BankRows() {}

    /** Stores a line and its entry; the line's own id does not matter. */
    static BankLine add(Handle handle, BankLine line) {
        LocalDate day = line.recorded().day();
        LocalDate effective = PeriodRows.closed(handle, day)
                ? BillingPeriod.dayOf(line.recorded().atMillis())
                : day;
        long id = handle.createQuery("""
                        INSERT INTO bank_line (reference, day, amount_fen, payer, payer_account, remark, effective_on,
                          recorded_by, recorded_at)
                        VALUES (:reference, :day, :amount, :payer, :account, :remark, :effective, :by, :at) RETURNING id""")
                .bind("reference", line.reference())
                .bind("day", line.recorded().day().toString())
                .bind("amount", Fen.of(line.amount()))
                .bind("payer", line.payer())
                .bind("account", line.payerAccount())
                .bind("remark", line.remark())
                .bind("effective", effective.toString())
                .bind("by", line.recorded().by())
                .bind("at", line.recorded().atMillis())
                .mapTo(Long.class)
                .one();
        BankLine stored = new BankLine(
                id,
                line.reference(),
                line.amount(),
                line.payer(),
                line.payerAccount(),
                line.remark(),
                line.recorded(),
                effective);
        LedgerRows.append(handle, List.of(stored.postings()), line.recorded().atMillis());
        return stored;
    }

    static List<BankLine> all(Handle handle) {
        return handle.createQuery("SELECT * FROM bank_line ORDER BY id")
                .map((row, context) -> line(row))
                .list();
    }

    /** Returns the lines that neither a receipt that stands nor the payment of a claim has taken. */
    static List<BankLine> unmatched(Handle handle) {
        return handle.createQuery("""
                        SELECT b.* FROM bank_line b
                        WHERE NOT EXISTS (SELECT 1 FROM money_movement m WHERE m.bank_line = b.id AND NOT EXISTS (
                            SELECT 1 FROM money_movement u WHERE u.kind = 'UNMATCH' AND u.concerns = m.id))
                          AND NOT EXISTS (SELECT 1 FROM claim_event e WHERE e.bank_line = b.id)
                        ORDER BY b.id""").map((row, context) -> line(row)).list();
    }

    /**
     * Returns a line that waits to be matched.
     *
     * @throws InputException when there is no such line, or it is taken
     */
    static BankLine waiting(Handle handle, long id) {
        return unmatched(handle).stream()
                .filter(line -> line.id() == id)
                .findFirst()
                .orElseThrow(() ->
                        InputException.of("no line B-%06d waits to be matched: see payment unmatched".formatted(id)));
    }

    static Optional<BankLine> find(Handle handle, String reference) {
        return handle.createQuery("SELECT * FROM bank_line WHERE reference = :reference")
                .bind("reference", reference)
                .map((row, context) -> line(row))
                .findOne();
    }

    private static BankLine line(ResultSet row) throws SQLException {
        return new BankLine(
                row.getLong("id"),
                row.getString("reference"),
                Money.ofFen(row.getLong("amount_fen")),
                row.getString("payer"),
                row.getString("payer_account"),
                row.getString("remark"),
                new Recorded(
                        LocalDate.parse(row.getString("day")),
                        row.getString("recorded_by"),
                        row.getLong("recorded_at")),
                LocalDate.parse(
                        Optional.ofNullable(row.getString("effective_on")).orElse(row.getString("day"))));
    }
}
