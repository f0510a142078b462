package io.xisuan.billing.store;

import io.xisuan.billing.claim.Claimable;
import io.xisuan.billing.claim.Deduction;
import io.xisuan.billing.claim.Deductions;
import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.SiteId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code claimable}: what each document's lines deducted, and what of it is claimed or borne. */
final class ClaimableRows {
    private ClaimableRows() {}

    /** Returns the stock of a supplier: what is stored, and what documents deducted that nobody looked at yet. */
    static List<Claimable> read(Handle handle, SupplierId supplier) {
        List<Claimable> stock = new ArrayList<>(handle.createQuery(
                        "SELECT * FROM claimable WHERE supplier = :supplier ORDER BY document, line, voucher")
                .bind("supplier", supplier.value())
                .map((row, context) -> claimable(row))
                .list());
        for (Invoice document : unseen(handle, supplier)) {
            Deductions.of(document).forEach(one -> stock.add(Claimable.untouched(one, document.period())));
        }
        return stock;
    }

    /** Stores what documents deducted that nobody looked at yet. */
    static void fill(Handle handle, SupplierId supplier) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO claimable (document, line, voucher, programme, supplier, tenant, contract, period, line_key,
                  gross_fen, net_fen, deducted_fen, claimed_fen, borne_fen)
                VALUES (:document, :line, :voucher, :programme, :supplier, :tenant, :contract, :period, :key,
                  :gross, :net, :deducted, 0, 0)""");
        for (Invoice document : unseen(handle, supplier)) {
            for (Deduction one : Deductions.of(document)) {
                batch.bind("document", one.document())
                        .bind("line", one.line())
                        .bind("voucher", one.voucher().value())
                        .bind("programme", one.programme().value())
                        .bind("supplier", supplier.value())
                        .bind("tenant", one.tenant().value())
                        .bind("contract", one.key().contract().value())
                        .bind("period", document.period().toString())
                        .bind("key", text(one.key()))
                        .bind("gross", Fen.of(one.gross()))
                        .bind("net", Fen.of(one.net()))
                        .bind("deducted", Fen.of(one.amount()))
                        .add();
            }
        }
        Batches.execute(batch);
    }

    /**
     * Returns documents of which nothing is stored yet. Settlement notes are left out: they move a debt that an authority did not pay, and
     * deduct nothing.
     */
    private static List<Invoice> unseen(Handle handle, SupplierId supplier) {
        return handle
                .createQuery("""
                        SELECT * FROM invoice i WHERE i.supplier = :supplier
                          AND NOT EXISTS (SELECT 1 FROM claimable c WHERE c.document = i.number)
                        ORDER BY i.id""")
                .bind("supplier", supplier.value())
                .map((row, context) -> DocumentRows.invoice(row))
                .list()
                .stream()
                .map(Store::read)
                .filter(ClaimableRows::deducts)
                .toList();
    }

    private static boolean deducts(Invoice document) {
        boolean settles = document.corrects()
                .filter(correction -> correction.family() == Correction.Family.SETTLEMENT)
                .isPresent();
        return !settles && !document.voucherPayments().isEmpty();
    }

    /** Changes what is claimed of a deduction, and what is borne. */
    static void change(Handle handle, Deduction deduction, Money claimed, Money borne) {
        int rows = handle.createUpdate("""
                        UPDATE claimable SET claimed_fen = claimed_fen + :claimed, borne_fen = borne_fen + :borne
                        WHERE document = :document AND line = :line AND voucher = :voucher""")
                .bind("claimed", Fen.of(claimed))
                .bind("borne", Fen.of(borne))
                .bind("document", deduction.document())
                .bind("line", deduction.line())
                .bind("voucher", deduction.voucher().value())
                .execute();
        if (rows != 1) {
            throw new StoreException(
                    "Line %d of %s is not among what was deducted".formatted(deduction.line(), deduction.document()));
        }
    }

    private static Claimable claimable(ResultSet row) throws SQLException {
        return new Claimable(
                deduction(row),
                BillingPeriod.parse(row.getString("period")),
                Money.ofFen(row.getLong("claimed_fen")),
                Money.ofFen(row.getLong("borne_fen")));
    }

    static Deduction deduction(ResultSet row) throws SQLException {
        return new Deduction(
                row.getString("document"),
                row.getInt("line"),
                key(new ContractId(row.getString("contract")), row.getString("line_key")),
                new TenantId(row.getString("tenant")),
                new ProgrammeId(row.getString("programme")),
                new VoucherId(row.getString("voucher")),
                Money.ofFen(row.getLong("gross_fen")),
                Money.ofFen(row.getLong("net_fen")),
                Money.ofFen(row.getLong("deducted_fen")));
    }

    private static String text(LineKey key) {
        return String.join(
                "\t",
                key.attempt().job().namespace(),
                key.attempt().job().name(),
                key.attempt().job().uid(),
                Integer.toString(key.attempt().attempt()),
                key.component().name(),
                key.site().value(),
                key.model().id(),
                key.tariffVersion(),
                key.tier(),
                key.funding(),
                key.day().toString());
    }

    private static LineKey key(ContractId contract, String text) {
        List<String> words = List.of(text.split("\t", -1));
        return new LineKey(
                contract,
                new AttemptKey(new JobId(words.get(0), words.get(1), words.get(2)), Integer.parseInt(words.get(3))),
                Component.valueOf(words.get(4)),
                new SiteId(words.get(5)),
                AcceleratorModel.parse(words.get(6)),
                words.get(7),
                words.get(8),
                words.get(9),
                LocalDate.parse(words.get(10)));
    }
}
