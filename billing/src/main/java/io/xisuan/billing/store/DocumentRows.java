package io.xisuan.billing.store;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceDocument;
import io.xisuan.billing.invoice.InvoiceKind;
import io.xisuan.billing.invoice.NumberBook;
import io.xisuan.billing.invoice.Series;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The tables {@code series}, {@code document} and {@code invoice}: numbers without gaps, and what was issued under them. */
final class DocumentRows {
    private static final String INSERT_INVOICE = """
            INSERT INTO invoice (number, issued_at, supplier, tenant, contract, period, gross_fen, subsidy_fen,
              payable_fen, later_fen, kind, corrects, family, cause, body, sha256)
            VALUES (:number, :at, :supplier, :tenant, :contract, :period, :gross, :subsidy, :payable, :later,
              :kind, :corrects, :family, :cause, :body, :sha)""";

    private DocumentRows() {}

    /** Returns the prefixes of all suppliers and the last number of each series. */
    static NumberBook numbers(Handle handle) {
        SortedMap<SupplierId, String> prefixes = new TreeMap<>();
        PartyRows.suppliers(handle).forEach(supplier -> prefixes.put(supplier.id(), supplier.invoicePrefix()));
        SortedMap<Series, Long> last = new TreeMap<>();
        handle.createQuery("SELECT * FROM series WHERE last > 0")
                .map((row, context) -> last.put(
                        new Series(
                                new SupplierId(row.getString("supplier")),
                                InvoiceKind.valueOf(row.getString("kind")),
                                row.getInt("year")),
                        row.getLong("last")))
                .list();
        return new NumberBook(prefixes, last);
    }

    /**
     * Gives each invoice the next number of its series and stores it.
     *
     * @throws StoreException when an invoice carries another number
     */
    static void add(Handle handle, List<Invoice> invoices) {
        SortedMap<SupplierId, String> prefixes = numbers(handle).prefixes();
        for (Invoice invoice : invoices) {
            Series series = Series.of(invoice);
            String prefix = Optional.ofNullable(prefixes.get(series.supplier()))
                    .orElseThrow(() -> new StoreException(
                            "Supplier %s of invoice %s is not stored".formatted(series.supplier(), invoice.number())));
            long key = key(handle, series);
            long n = handle.createQuery("UPDATE series SET last = last + 1 WHERE id = :id RETURNING last")
                    .bind("id", key)
                    .mapTo(Long.class)
                    .one();
            String number = NumberBook.text(prefix, series, n);
            if (!number.equals(invoice.number())) {
                throw new StoreException(
                        "The next number is %s, not %s: nothing is issued".formatted(number, invoice.number()));
            }
            insert(handle, key, n, invoice);
        }
    }

    /** Returns the series' key, after making it with the sentinel that its first number follows on. */
    private static long key(Handle handle, Series series) {
        Optional<Long> known = handle.createQuery(
                        "SELECT id FROM series WHERE supplier = :supplier AND kind = :kind AND year = :year")
                .bind("supplier", series.supplier().value())
                .bind("kind", series.kind().name())
                .bind("year", series.year())
                .mapTo(Long.class)
                .findOne();
        if (known.isPresent()) {
            return known.get();
        }
        long key = handle.createQuery("""
                        INSERT INTO series (supplier, kind, year, last) VALUES (:supplier, :kind, :year, 0)
                        RETURNING id""")
                .bind("supplier", series.supplier().value())
                .bind("kind", series.kind().name())
                .bind("year", series.year())
                .mapTo(Long.class)
                .one();
        handle.createUpdate("INSERT INTO document (series, n, prev, number) VALUES (:series, 0, NULL, NULL)")
                .bind("series", key)
                .execute();
        return key;
    }

    private static void insert(Handle handle, long series, long n, Invoice invoice) {
        handle.createUpdate("INSERT INTO document (series, n, prev, number) VALUES (:series, :n, :prev, :number)")
                .bind("series", series)
                .bind("n", n)
                .bind("prev", n - 1)
                .bind("number", invoice.number())
                .execute();
        StoredInvoice stored = stored(invoice);
        OutsideRows.refuseOther(handle, stored);
        handle.createUpdate(INSERT_INVOICE)
                .bind("number", stored.number())
                .bind("at", stored.issuedAtMillis())
                .bind("supplier", stored.supplier().value())
                .bind("tenant", stored.tenant().value())
                .bind("contract", stored.contract().value())
                .bind("period", stored.period().toString())
                .bind("gross", Fen.of(stored.gross()))
                .bind("subsidy", Fen.of(stored.subsidy()))
                .bind("payable", Fen.of(stored.payable()))
                .bind("later", Fen.of(stored.later()))
                .bind("kind", stored.kind().name())
                .bind("corrects", stored.corrects().map(Correction::number))
                .bind("family", stored.corrects().map(one -> one.family().name()))
                .bind("cause", stored.corrects().map(Correction::cause))
                .bind("body", stored.document().bytes())
                .bind("sha", stored.document().sha256())
                .execute();
    }

    /** Returns an invoice as it is stored. */
    static StoredInvoice stored(Invoice invoice) {
        return new StoredInvoice(
                invoice.number(),
                invoice.issuedAt().toEpochMilli(),
                invoice.seller().supplier(),
                invoice.buyer().tenant(),
                invoice.contract(),
                invoice.period(),
                invoice.gross(),
                invoice.subsidy(),
                invoice.payableNow(),
                invoice.expectedLaterTotal(),
                invoice.kind(),
                invoice.corrects(),
                InvoiceDocument.of(invoice));
    }

    static List<StoredInvoice> find(Handle handle, InvoiceFilter filter) {
        return handle.createQuery("""
                        SELECT * FROM invoice
                        WHERE (CAST(:tenant AS TEXT) IS NULL OR tenant = :tenant)
                          AND (CAST(:period AS TEXT) IS NULL OR period = :period)
                        ORDER BY id""")
                .bind("tenant", filter.tenant().map(TenantId::value))
                .bind("period", filter.period().map(BillingPeriod::toString))
                .map((row, context) -> invoice(row))
                .list();
    }

    /** Returns the notes on an invoice in order of issue. */
    static List<StoredInvoice> notes(Handle handle, String number) {
        return handle.createQuery("SELECT * FROM invoice WHERE corrects = :number ORDER BY id")
                .bind("number", number)
                .map((row, context) -> invoice(row))
                .list();
    }

    static Optional<StoredInvoice> find(Handle handle, String number) {
        return handle.createQuery("SELECT * FROM invoice WHERE number = :number")
                .bind("number", number)
                .map((row, context) -> invoice(row))
                .findOne();
    }

    /** Returns the first series whose numbers, documents and invoices do not match. */
    static Optional<String> firstGap(Handle handle) {
        return handle.createQuery("""
                        SELECT s.supplier || ' ' || s.kind || ' ' || s.year AS name, s.last,
                          count(d.n) - 1 AS documents, count(i.id) AS invoices
                        FROM series s LEFT JOIN document d ON d.series = s.id LEFT JOIN invoice i ON i.number = d.number
                        GROUP BY s.id HAVING s.last <> count(d.n) - 1 OR s.last <> count(i.id)
                        ORDER BY s.id LIMIT 1""")
                .map((row, context) -> "series %s has given %d numbers, but has %d documents and %d invoices"
                        .formatted(
                                row.getString("name"),
                                row.getLong("last"),
                                row.getLong("documents"),
                                row.getLong("invoices")))
                .findOne();
    }

    /**
     * Reads a row.
     *
     * @throws StoreException when the document's bytes are not those of its digest
     */
    static StoredInvoice invoice(ResultSet row) throws SQLException {
        String json = new String(row.getBytes("body"), StandardCharsets.UTF_8);
        String number = row.getString("number");
        if (!Sha256.hex(json).equals(row.getString("sha256"))) {
            throw new StoreException("The document %s is not what was issued: its digest differs".formatted(number));
        }
        return new StoredInvoice(
                number,
                row.getLong("issued_at"),
                new SupplierId(row.getString("supplier")),
                new TenantId(row.getString("tenant")),
                new ContractId(row.getString("contract")),
                BillingPeriod.parse(row.getString("period")),
                Money.ofFen(row.getLong("gross_fen")),
                Money.ofFen(row.getLong("subsidy_fen")),
                Money.ofFen(row.getLong("payable_fen")),
                Money.ofFen(row.getLong("later_fen")),
                InvoiceKind.valueOf(row.getString("kind")),
                corrects(row),
                new InvoiceDocument(json, row.getString("sha256")));
    }

    private static Optional<Correction> corrects(ResultSet row) throws SQLException {
        String number = row.getString("corrects");
        return number == null
                ? Optional.empty()
                : Optional.of(new Correction(
                        number, Correction.Family.valueOf(row.getString("family")), row.getString("cause")));
    }
}
