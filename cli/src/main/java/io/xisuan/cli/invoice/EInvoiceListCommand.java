package io.xisuan.cli.invoice;

import io.xisuan.billing.einvoice.EInvoice;
import io.xisuan.billing.einvoice.EInvoiceNumber;
import io.xisuan.billing.store.EInvoiceBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code invoice einvoice list}: what the tax platform answered. */
@Command(
        name = "list",
        description = "Lists the e-invoices of issued documents in order of import.",
        footer = {"", "Example:", "  xisuan invoice einvoice list --month 2026-10"},
        mixinStandardHelpOptions = true)
public final class EInvoiceListCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(names = "--month", paramLabel = "YYYY-MM", description = "Only of this month's documents.")
    private @Nullable String month;

    /** One answer as JSON shows it. */
    record Row(
            String document,
            String result,
            Optional<String> number,
            LocalDate day,
            Money total,
            Optional<String> original,
            String confirmation) {
        static Row of(EInvoice answer) {
            return new Row(
                    answer.document(),
                    answer.result().name(),
                    answer.number().map(EInvoiceNumber::digits),
                    answer.day(),
                    answer.total(),
                    answer.original().map(EInvoiceNumber::digits),
                    answer.confirmation());
        }
    }

    @Override
    public void run() {
        try (Store store = database.openReadOnly()) {
            List<Row> rows = new EInvoiceBook(store)
                    .all(Optional.ofNullable(month).map(Months::parse)).stream()
                            .map(Row::of)
                            .toList();
            if (rows.isEmpty()) {
                output.output().say("No e-invoice was imported.");
            }
            output.print(rows, table(rows));
        }
    }

    private static Table table(List<Row> rows) {
        Table.Builder table = Table.of(
                Column.name("document", "document"),
                Column.name("result", "result"),
                Column.name("number", "e-invoice"),
                Column.name("day", "day"),
                Column.number("totalCny", "total CNY"),
                Column.name("original", "takes back"),
                Column.name("confirmation", "confirmation"));
        for (Row row : rows) {
            table.row(
                    row.document(),
                    row.result(),
                    row.number().orElse(""),
                    row.day().toString(),
                    row.total(),
                    row.original().orElse(""),
                    row.confirmation());
        }
        return table.build();
    }
}
