package io.xisuan.billing.store;

import io.xisuan.billing.einvoice.EInvoice;
import io.xisuan.billing.einvoice.EInvoiceHistory;
import io.xisuan.billing.einvoice.EInvoiceNumber;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code e_invoice}: what the tax platform answered, in the order in which it was imported. */
final class EInvoiceRows {
    private EInvoiceRows() {}

    static void insert(Handle handle, EInvoice answer, String recordedBy, long nowMillis) {
        handle.createUpdate("""
                        INSERT INTO e_invoice
                          (document, result, number, day, total_fen, original, confirmation, recorded_by, recorded_at)
                        VALUES (:document, :result, :number, :day, :total, :original, :confirmation, :by, :at)""")
                .bind("document", answer.document())
                .bind("result", answer.result().name())
                .bind("number", answer.number().map(EInvoiceNumber::digits))
                .bind("day", answer.day().toString())
                .bind("total", Fen.of(answer.total()))
                .bind("original", answer.original().map(EInvoiceNumber::digits))
                .bind("confirmation", answer.confirmation())
                .bind("by", recordedBy)
                .bind("at", nowMillis)
                .execute();
    }

    static EInvoiceHistory of(Handle handle, String document) {
        return new EInvoiceHistory(
                document,
                handle.createQuery("SELECT * FROM e_invoice WHERE document = :document ORDER BY id")
                        .bind("document", document)
                        .map((row, context) -> answer(row))
                        .list());
    }

    static Optional<EInvoice> find(Handle handle, EInvoiceNumber number) {
        return handle.createQuery("SELECT * FROM e_invoice WHERE number = :number")
                .bind("number", number.digits())
                .map((row, context) -> answer(row))
                .findOne();
    }

    /** Returns the red letters against a blue invoice, refused ones too, under whichever document they came. */
    static List<EInvoice> against(Handle handle, EInvoiceNumber original) {
        return handle.createQuery("SELECT * FROM e_invoice WHERE original = :original ORDER BY id")
                .bind("original", original.digits())
                .map((row, context) -> answer(row))
                .list();
    }

    /** Returns the answers about all documents, or about those of one month. */
    static List<EInvoice> all(Handle handle, Optional<BillingPeriod> period) {
        return handle.createQuery("""
                        SELECT e.* FROM e_invoice e JOIN invoice i ON i.number = e.document
                        WHERE CAST(:period AS TEXT) IS NULL OR i.period = :period ORDER BY e.id""")
                .bind("period", period.map(BillingPeriod::toString))
                .map((row, context) -> answer(row))
                .list();
    }

    private static EInvoice answer(ResultSet row) throws SQLException {
        return new EInvoice(
                row.getString("document"),
                EInvoice.Result.valueOf(row.getString("result")),
                Optional.ofNullable(row.getString("number")).map(EInvoiceNumber::new),
                LocalDate.parse(row.getString("day")),
                Money.ofFen(row.getLong("total_fen")),
                Optional.ofNullable(row.getString("original")).map(EInvoiceNumber::new),
                row.getString("confirmation"));
    }
}
