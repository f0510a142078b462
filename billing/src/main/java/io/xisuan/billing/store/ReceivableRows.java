package io.xisuan.billing.store;

import io.xisuan.billing.credit.CreditTerms;
import io.xisuan.billing.receivable.OpenItem;
import io.xisuan.billing.receivable.OpenItems;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Reads all that open items follow from: invoices, notes, movements, disputes, terms. */
final class ReceivableRows {
    private ReceivableRows() {}

    /** Returns the items of one tenant's invoices, or of all, in order of issue. */
    static List<OpenItem> items(Handle handle, Optional<TenantId> tenant) {
        Map<TenantId, OptionalInt> days = new TreeMap<>();
        return OpenItems.of(
                invoices(handle, tenant),
                notes(handle, tenant),
                MovementRows.all(handle, tenant),
                DisputeRows.all(handle, tenant),
                whose -> days.computeIfAbsent(whose, one -> terms(handle, one).paymentDays()));
    }

    /**
     * Returns one invoice's item.
     *
     * @throws InputException when no such invoice is issued
     */
    static OpenItem item(Handle handle, String number) {
        Optional<TenantId> tenant = handle.createQuery("SELECT tenant FROM invoice WHERE number = :number")
                .bind("number", number)
                .mapTo(String.class)
                .findOne()
                .map(TenantId::new);
        return items(handle, tenant).stream()
                .filter(item -> tenant.isPresent() && item.number().equals(number))
                .findFirst()
                .orElseThrow(
                        () -> InputException.of("no invoice %s is issued: see xisuan invoice list".formatted(number)));
    }

    /** Returns what was agreed last with a tenant. */
    static CreditTerms terms(Handle handle, TenantId tenant) {
        return terms(handle, tenant, Long.MAX_VALUE);
    }

    /** Returns what was agreed last with a tenant by an instant. */
    static CreditTerms terms(Handle handle, TenantId tenant, long recordedBy) {
        return handle.createQuery("""
                        SELECT * FROM credit_terms WHERE tenant = :tenant AND recorded_at <= :by
                        ORDER BY id DESC LIMIT 1""")
                .bind("tenant", tenant.value())
                .bind("by", recordedBy)
                .map((row, context) -> new CreditTerms(
                        Optional.ofNullable(row.getString("credit_limit_fen"))
                                .map(fen -> Money.ofFen(Long.parseLong(fen))),
                        OptionalInt.of(row.getInt("payment_days"))))
                .findOne()
                .orElse(CreditTerms.NONE);
    }

    static List<OpenItems.Document> invoices(Handle handle, Optional<TenantId> tenant) {
        return handle.createQuery("""
                        SELECT i.number, i.supplier, i.tenant, i.contract, i.issued_at, i.payable_fen
                        FROM invoice i JOIN document d ON d.number = i.number JOIN series s ON s.id = d.series
                        WHERE s.kind = 'INVOICE' AND (CAST(:tenant AS TEXT) IS NULL OR i.tenant = :tenant)
                        ORDER BY i.id""")
                .bind("tenant", tenant.map(TenantId::value))
                .map((row, context) -> new OpenItems.Document(
                        row.getString("number"),
                        new SupplierId(row.getString("supplier")),
                        new TenantId(row.getString("tenant")),
                        new ContractId(row.getString("contract")),
                        BillingPeriod.dayOf(row.getLong("issued_at")),
                        Money.ofFen(row.getLong("payable_fen"))))
                .list();
    }

    static List<OpenItems.NoteEffect> notes(Handle handle, Optional<TenantId> tenant) {
        return handle.createQuery("""
                        SELECT i.number FROM invoice i JOIN document d ON d.number = i.number
                        JOIN series s ON s.id = d.series
                        WHERE s.kind <> 'INVOICE' AND (CAST(:tenant AS TEXT) IS NULL OR i.tenant = :tenant)
                        ORDER BY i.id""").bind("tenant", tenant.map(TenantId::value)).mapTo(String.class).list().stream()
                .map(number -> Store.read(DocumentRows.find(handle, number).orElseThrow()))
                .map(note -> new OpenItems.NoteEffect(
                        note.number(),
                        note.corrects().orElseThrow().number(),
                        BillingPeriod.dayOf(note.issuedAt().toEpochMilli()),
                        note.payableNow()))
                .toList();
    }
}
