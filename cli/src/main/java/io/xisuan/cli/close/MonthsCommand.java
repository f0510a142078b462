package io.xisuan.cli.close;

import io.xisuan.billing.store.PeriodBook;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.SupplierMonth;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code close months}: which months of which supplier are open or closed. */
@Command(
        name = "months",
        description =
                "Lists the months of each supplier that something was issued of: open or closed, and up to which record.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan close months -o csv"})
public final class MonthsCommand implements Runnable {
    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    /** A month as JSON shows it. */
    record Shown(String month, String supplier, SupplierMonth.State state, long cutSeq, String cutHash) {}

    @Override
    public void run() {
        try (Store store = database.openReadOnly()) {
            List<SupplierMonth> months = new PeriodBook(store).months();
            Table.Builder table = Table.of(
                    Column.name("month", "month"),
                    Column.name("supplier", "supplier"),
                    Column.name("state", "state"),
                    Column.number("cutSeq", "up to record"),
                    Column.name("cutHash", "hash of that record"));
            List<Shown> shown = months.stream()
                    .map(month -> new Shown(
                            month.month().toString(),
                            month.supplier().value(),
                            month.state(),
                            month.cutSeq(),
                            month.cutHash()))
                    .toList();
            shown.forEach(month ->
                    table.row(month.month(), month.supplier(), month.state().name(), month.cutSeq(), month.cutHash()));
            output.print(shown, table.build());
        }
    }
}
