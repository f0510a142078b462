package io.xisuan.billing.store;

import io.xisuan.billing.control.Action;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.credit.CreditPosition;
import io.xisuan.billing.credit.MoneyIn;
import io.xisuan.billing.payment.MoneyMovement;
import io.xisuan.billing.payment.Recorded;
import io.xisuan.billing.receivable.OpenItem;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Money that came in, what was agreed about paying, and where each tenant stands by both. */
public final class CreditBook {
    private final Database database;

    CreditBook(Database database) {
        this.database = database;
    }

    /**
     * Records money, once for each reference; says whether it was new. A refund is checked in the same transaction.
     *
     * @throws io.xisuan.model.InputException when the reference was recorded with other content, or more would go back than is free
     */
    public boolean record(MoneyIn money, String recordedBy, long nowMillis) {
        Recorded recorded = new Recorded(money.day(), recordedBy, nowMillis);
        return database.write(handle -> {
            ControlBook.permit(handle, new Principal(recordedBy), Action.RECORD_PAYMENT);
            MoneyDeeds deeds = new MoneyDeeds(handle, money.tenant(), recorded);
            List<MoneyMovement> done = switch (money.kind()) {
                case TOP_UP -> deeds.receive(money.amount(), money.reference(), 0, List.of());
                case REFUND ->
                    deeds.refund(
                            money.amount(),
                            money.reference(),
                            position(handle, money.tenant(), Money.ZERO, money.day())
                                    .refundable());
                case PAYMENT -> deeds.pay(money.amount(), money.reference(), money.invoice());
            };
            return !done.isEmpty();
        });
    }

    /** Records what was agreed from now on. */
    public void agree(TenantId tenant, Optional<Money> limit, int paymentDays, String recordedBy, long nowMillis) {
        database.write(handle -> {
            ControlBook.permit(handle, new Principal(recordedBy), Action.AGREE_TERMS);
            return handle.createUpdate("""
                            INSERT INTO credit_terms (tenant, credit_limit_fen, payment_days, recorded_by, recorded_at)
                            VALUES (:tenant, :limit, :days, :by, :at)""")
                    .bind("tenant", tenant.value())
                    .bind("limit", limit.map(Fen::of).orElse(null))
                    .bind("days", paymentDays)
                    .bind("by", recordedBy)
                    .bind("at", nowMillis)
                    .execute();
        });
    }

    /** Returns the movements of a tenant's money in the order of their recording. */
    public List<MoneyMovement> money(TenantId tenant) {
        return database.read(handle -> MovementRows.all(handle, Optional.of(tenant)));
    }

    /**
     * Returns where a tenant stands on a day.
     *
     * @param limit how much it may owe where nothing else was agreed
     */
    public CreditPosition position(TenantId tenant, Money limit, LocalDate today) {
        return database.read(handle -> position(handle, tenant, limit, today));
    }

    /** Returns when the last of a tenant's attempts was closed; empty where none ever was. */
    public OptionalLong lastUse(TenantId tenant) {
        return database.read(handle -> handle.createQuery(
                                "SELECT changed_at FROM intent WHERE tenant = :tenant AND state = 'CLOSED' ORDER BY changed_at DESC LIMIT 1")
                        .bind("tenant", tenant.value())
                        .mapTo(Long.class)
                        .findOne())
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    private static CreditPosition position(Handle handle, TenantId tenant, Money limit, LocalDate today) {
        List<OpenItem> items = ReceivableRows.items(handle, Optional.of(tenant));
        Money notes = items.stream().map(OpenItem::notes).reduce(Money.ZERO, Money::plus);
        return CreditPosition.of(
                ReceivableRows.terms(handle, tenant),
                limit,
                MoneyMovement.prepaid(MovementRows.all(handle, Optional.of(tenant))),
                items,
                committed(handle, tenant).plus(notes),
                today);
    }

    /** What ran came to what it came to, before notes; what runs is bound with the most that it was quoted. */
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
