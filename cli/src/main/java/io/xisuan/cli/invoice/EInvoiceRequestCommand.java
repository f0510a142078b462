package io.xisuan.cli.invoice;

import io.xisuan.billing.einvoice.EInvoiceForm;
import io.xisuan.billing.einvoice.EInvoiceNumber;
import io.xisuan.billing.einvoice.EInvoiceRequest;
import io.xisuan.billing.einvoice.EInvoiceRequests;
import io.xisuan.billing.einvoice.EInvoiceRequests.Outcome;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.rendering.SheetCsv;
import io.xisuan.billing.rendering.SheetXlsx;
import io.xisuan.billing.store.EInvoiceBook;
import io.xisuan.billing.store.InvoiceFilter;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.StoredInvoice;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code invoice einvoice request}: one file with what to ask the tax platform for, for a month's documents. */
@Command(
        name = "request",
        description = "Writes what to ask the tax platform for, as JSON, CSV or XLSX by the name of the file.",
        footer = {
            "",
            "Example:",
            "  xisuan invoice einvoice request --month 2026-10 --out requests.xlsx",
            "",
            "Documents that have an e-invoice, come to 0, or wait for that of the invoice that they correct are listed and not asked for."
        },
        mixinStandardHelpOptions = true)
public final class EInvoiceRequestCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(names = "--month", required = true, paramLabel = "YYYY-MM", description = "The month of the documents.")
    private String month = "";

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "FILE.json, FILE.csv or FILE.xlsx.")
    private Path file = Path.of(".");

    /**
     * One document as JSON shows it.
     *
     * @param asked whether the file asks for it
     */
    record Row(String document, String buyer, Money total, boolean asked, String note) {}

    @Override
    public void run() {
        BillingPeriod period = Months.parse(month);
        List<Row> rows = new ArrayList<>();
        List<EInvoiceRequest> requests = new ArrayList<>();
        try (Store store = database.openReadOnly()) {
            EInvoiceBook book = new EInvoiceBook(store);
            SortedMap<SupplierId, Supplier> suppliers = new TreeMap<>();
            store.suppliers().forEach(supplier -> suppliers.put(supplier.id(), supplier));
            for (StoredInvoice stored : store.invoices(new InvoiceFilter(Optional.empty(), Optional.of(period)))) {
                add(Store.read(stored), suppliers, book, rows, requests);
            }
        }
        write(requests, period);
        output.print(rows, table(rows));
        output.output().say("%d of %d documents asked for in %s".formatted(requests.size(), rows.size(), file));
    }

    private static void add(
            Invoice invoice,
            SortedMap<SupplierId, Supplier> suppliers,
            EInvoiceBook book,
            List<Row> rows,
            List<EInvoiceRequest> requests) {
        Supplier supplier = Optional.ofNullable(suppliers.get(invoice.seller().supplier()))
                .orElseThrow(() -> InputException.of("The supplier %s of %s is not stored"
                        .formatted(invoice.seller().supplier(), invoice.number())));
        Optional<EInvoiceNumber> original =
                invoice.corrects().flatMap(correction -> book.numberOf(correction.number()));
        String buyer = invoice.buyer().nameZh();
        switch (EInvoiceRequests.of(invoice, supplier.invoiceItem(), book.numberOf(invoice.number()), original)) {
            case Outcome.Made(EInvoiceRequest request) -> {
                requests.add(request);
                String note = request.original()
                        .map(blue -> "red letter of " + blue)
                        .orElse(request.buyer().creditCode().isEmpty() ? "buyer without tax number" : "");
                rows.add(new Row(invoice.number(), buyer, request.gross(), true, note));
            }
            case Outcome.None(String document, String why, boolean waits) ->
                rows.add(new Row(document, buyer, invoice.gross(), false, (waits ? "waits: " : "") + why));
        }
    }

    private void write(List<EInvoiceRequest> requests, BillingPeriod period) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        byte[] bytes;
        if (name.endsWith(".json")) {
            bytes = EInvoiceForm.json(requests).getBytes(StandardCharsets.UTF_8);
        } else if (name.endsWith(".csv")) {
            bytes = SheetCsv.forExcel(EInvoiceForm.table(requests, output.languageOr(Language.ZH)));
        } else if (name.endsWith(".xlsx")) {
            Instant end = Instant.ofEpochMilli(period.interval().endMillis());
            bytes = SheetXlsx.of(end, List.of(EInvoiceForm.table(requests, output.languageOr(Language.ZH))));
        } else {
            throw InputException.of("--out: %s ends in none of .json, .csv and .xlsx".formatted(file));
        }
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw InputException.of("--out: %s cannot be written to: %s".formatted(file, e.getMessage()));
        }
    }

    private static Table table(List<Row> rows) {
        Table.Builder table = Table.of(
                Column.name("document", "document"),
                Column.name("buyer", "buyer"),
                Column.number("totalCny", "total CNY"),
                Column.name("asked", "asked"),
                Column.name("note", "note"));
        rows.forEach(
                row -> table.row(row.document(), row.buyer(), row.total(), row.asked() ? "yes" : "no", row.note()));
        return table.build();
    }
}
