package io.xisuan.billing.store;

import io.xisuan.billing.credit.CreditPosition;
import io.xisuan.billing.credit.CreditTerms;
import io.xisuan.billing.credit.MoneyIn;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/** Money that came in, what was agreed about paying, and where each tenant stands by both. */
public final class CreditBook {
    private final Database database;

    CreditBook(Database database) {
        this.database = database;
    }

    /**
     * Records money, once for each reference; says whether it was new.
     *
     * @throws InputException when the reference was recorded with other content
     */
    public boolean record(MoneyIn money, String recordedBy, long nowMillis) {
        return database.write(handle -> {
            Optional<MoneyIn> known = money(handle, money.tenant()).stream()
                    .filter(entry ->
                            entry.kind() == money.kind() && entry.reference().equals(money.reference()))
                    .findFirst();
            if (known.isPresent() && !known.get().equals(money)) {
                throw InputException.of("%s was recorded as %s of %s, not %s of %s"
                        .formatted(
                                money.reference(),
                                known.get().amount().formatted(),
                                known.get().day(),
                                money.amount().formatted(),
                                money.day()));
            }
            if (known.isEmpty()) {
                insert(handle, money, recordedBy, nowMillis);
            }
            return known.isEmpty();
        });
    }

    /** Records what was agreed from now on. */
    public void agree(TenantId tenant, Optional<Money> limit, int paymentDays, String recordedBy, long nowMillis) {
        database.write(handle -> handle.createUpdate("""
                        INSERT INTO credit_terms (tenant, credit_limit_fen, payment_days, recorded_by, recorded_at)
                        VALUES (:tenant, :limit, :days, :by, :at)""")
                .bind("tenant", tenant.value())
                .bind("limit", limit.map(Fen::of).orElse(null))
                .bind("days", paymentDays)
                .bind("by", recordedBy)
                .bind("at", nowMillis)
                .execute());
    }

    public List<MoneyIn> money(TenantId tenant) {
        return database.read(handle -> money(handle, tenant));
    }

    /**
     * Returns where a tenant stands on a day.
     *
     * @param limit how much it may owe where nothing else was agreed
     */
    public CreditPosition position(TenantId tenant, Money limit, LocalDate today) {
        return database.read(handle -> CreditPosition.of(
                terms(handle, tenant),
                limit,
                money(handle, tenant),
                issued(handle, tenant),
                committed(handle, tenant),
                today));
    }

    private static void insert(Handle handle, MoneyIn money, String recordedBy, long nowMillis) {
        handle.createUpdate("""
                        INSERT INTO money_in (tenant, kind, amount_fen, day, reference, invoice, recorded_by, recorded_at)
                        VALUES (:tenant, :kind, :amount, :day, :reference, :invoice, :by, :at)""")
                .bind("tenant", money.tenant().value())
                .bind("kind", money.kind().name())
                .bind("amount", Fen.of(money.amount()))
                .bind("day", money.day().toString())
                .bind("reference", money.reference())
                .bind("invoice", money.invoice())
                .bind("by", recordedBy)
                .bind("at", nowMillis)
                .execute();
    }

    private static List<MoneyIn> money(Handle handle, TenantId tenant) {
        return handle.createQuery("SELECT * FROM money_in WHERE tenant = :tenant ORDER BY id")
                .bind("tenant", tenant.value())
                .map((row, context) -> money(row))
                .list();
    }

    private static MoneyIn money(ResultSet row) throws SQLException {
        return new MoneyIn(
                new TenantId(row.getString("tenant")),
                MoneyIn.Kind.valueOf(row.getString("kind")),
                Money.ofFen(row.getLong("amount_fen")),
                LocalDate.parse(row.getString("day")),
                row.getString("reference"),
                row.getString("invoice"));
    }

    private static CreditTerms terms(Handle handle, TenantId tenant) {
        return handle.createQuery("SELECT * FROM credit_terms WHERE tenant = :tenant ORDER BY id DESC LIMIT 1")
                .bind("tenant", tenant.value())
                .map((row, context) -> new CreditTerms(
                        Optional.ofNullable(row.getString("credit_limit_fen"))
                                .map(fen -> Money.ofFen(Long.parseLong(fen))),
                        OptionalInt.of(row.getInt("payment_days"))))
                .findOne()
                .orElse(CreditTerms.NONE);
    }

    private static List<CreditPosition.Issued> issued(Handle handle, TenantId tenant) {
        return handle.createQuery(
                        "SELECT number, issued_at, payable_fen FROM invoice WHERE tenant = :tenant ORDER BY id")
                .bind("tenant", tenant.value())
                .map((row, context) -> new CreditPosition.Issued(
                        row.getString("number"),
                        BillingPeriod.dayOf(row.getLong("issued_at")),
                        Money.ofFen(row.getLong("payable_fen"))))
                .list();
    }

    /** What ran came to what it came to; what runs is bound with the most that it was quoted. */
    private static Money committed(Handle handle, TenantId tenant) {
        return Money.ofFen(handle.createQuery("""
                        SELECT coalesce(sum(CASE WHEN i.state = 'CLOSED' THEN coalesce(i.payable_fen, 0)
                            ELSE coalesce(q.payable_fen, 0) END), 0)
                        FROM intent i LEFT JOIN attempt_quote q ON q.job_uid = i.job_uid AND q.attempt = i.attempt
                        WHERE i.tenant = :tenant AND i.state <> 'ABORTED'""")
                .bind("tenant", tenant.value())
                .mapTo(Long.class)
                .one());
    }
}
