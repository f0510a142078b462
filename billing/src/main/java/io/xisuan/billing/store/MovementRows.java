package io.xisuan.billing.store;

import io.xisuan.billing.payment.MoneyMovement;
import io.xisuan.billing.payment.Recorded;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code money_movement}, each of whose rows has its entry in the ledger. */
final class MovementRows {
    /** What is written; the table gives it its number. */
    record Draft(
            TenantId tenant, MoneyMovement.Kind kind, Money amount, String reference, String invoice, long concerns) {}

    private MovementRows() {}

    /** Stores a movement and its entry. */
    static MoneyMovement add(Handle handle, Draft draft, Recorded recorded) {
        return add(handle, draft, 0, recorded);
    }

    static MoneyMovement add(Handle handle, Draft draft, long bankLine, Recorded recorded) {
        PeriodRows.requireOpen(handle, recorded.day());
        MoneyMovement movement = insert(handle, draft, bankLine, recorded);
        LedgerRows.append(handle, List.of(movement.postings()), recorded.atMillis());
        return movement;
    }

    private static MoneyMovement insert(Handle handle, Draft draft, long bankLine, Recorded recorded) {
        long id = handle.createQuery("""
                        INSERT INTO money_movement (tenant, kind, amount_fen, day, reference, invoice, concerns, bank_line,
                          recorded_by, recorded_at)
                        VALUES (:tenant, :kind, :amount, :day, :reference, :invoice, :concerns, :line, :by, :at)
                        RETURNING id""")
                .bind("tenant", draft.tenant().value())
                .bind("kind", draft.kind().name())
                .bind("amount", Fen.of(draft.amount()))
                .bind("day", recorded.day().toString())
                .bind("reference", draft.reference())
                .bind("invoice", draft.invoice())
                .bind("concerns", draft.concerns())
                .bind("line", bankLine)
                .bind("by", recorded.by())
                .bind("at", recorded.atMillis())
                .mapTo(Long.class)
                .one();
        return new MoneyMovement(
                id,
                draft.tenant(),
                draft.kind(),
                draft.amount(),
                draft.reference(),
                draft.invoice(),
                draft.concerns(),
                bankLine,
                recorded);
    }

    /** Returns movements in order; of one tenant, or of all. */
    static List<MoneyMovement> all(Handle handle, Optional<TenantId> tenant) {
        return handle.createQuery("""
                        SELECT * FROM money_movement
                        WHERE CAST(:tenant AS TEXT) IS NULL OR tenant = :tenant ORDER BY id""")
                .bind("tenant", tenant.map(TenantId::value))
                .map((row, context) -> movement(row))
                .list();
    }

    static Optional<MoneyMovement> find(Handle handle, TenantId tenant, MoneyMovement.Kind kind, String reference) {
        return handle.createQuery(
                        "SELECT * FROM money_movement WHERE tenant = :tenant AND kind = :kind AND reference = :reference")
                .bind("tenant", tenant.value())
                .bind("kind", kind.name())
                .bind("reference", reference)
                .map((row, context) -> movement(row))
                .findOne();
    }

    static Optional<MoneyMovement> find(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM money_movement WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> movement(row))
                .findOne();
    }

    /** Returns how a receipt was undone, or empty when it stands. */
    static Optional<MoneyMovement> undone(Handle handle, long receipt) {
        return handle.createQuery(
                        "SELECT * FROM money_movement WHERE kind IN ('BOUNCE', 'UNMATCH') AND concerns = :receipt")
                .bind("receipt", receipt)
                .map((row, context) -> movement(row))
                .findOne();
    }

    /** Returns the receipts that somebody recorded by hand under a bank's reference. */
    static List<MoneyMovement> receipts(Handle handle, String reference) {
        return handle.createQuery(
                        "SELECT * FROM money_movement WHERE kind = 'RECEIPT' AND reference = :reference ORDER BY id")
                .bind("reference", reference)
                .map((row, context) -> movement(row))
                .list();
    }

    private static MoneyMovement movement(ResultSet row) throws SQLException {
        return new MoneyMovement(
                row.getLong("id"),
                new TenantId(row.getString("tenant")),
                MoneyMovement.Kind.valueOf(row.getString("kind")),
                Money.ofFen(row.getLong("amount_fen")),
                row.getString("reference"),
                row.getString("invoice"),
                row.getLong("concerns"),
                row.getLong("bank_line"),
                new Recorded(
                        LocalDate.parse(row.getString("day")),
                        row.getString("recorded_by"),
                        row.getLong("recorded_at")));
    }
}
