package io.xisuan.cli.contracts;

import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.ProgrammeId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code supplier}: the sellers of record. */
@Command(
        name = "supplier",
        description = "Sellers of record: list. They are imported by: contract import --suppliers FILE.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = SupplierCommand.Listing.class)
public final class SupplierCommand {
    /** The command {@code supplier list}. */
    @Command(
            name = "list",
            description = "Lists the stored suppliers.",
            footer = {"", "Example:", "  xisuan supplier list -o json"},
            mixinStandardHelpOptions = true)
    public static final class Listing implements Runnable {
        @Mixin
        private OutputOption output = new OutputOption();

        @Mixin
        private DatabaseOption database = new DatabaseOption();

        /** One supplier as JSON shows it. */
        record Listed(
                String id,
                String nameZh,
                String nameEn,
                String creditCode,
                String jurisdiction,
                String vatRate,
                String invoiceItem,
                String invoicePrefix,
                List<String> listedBy) {
            static Listed of(Supplier supplier) {
                return new Listed(
                        supplier.id().value(),
                        supplier.names().zh(),
                        supplier.names().en(),
                        supplier.creditCode().value(),
                        supplier.jurisdiction().path(),
                        supplier.vatRate().formatted(),
                        supplier.invoiceItem(),
                        supplier.invoicePrefix(),
                        supplier.listedBy().stream().map(ProgrammeId::value).toList());
            }
        }

        @Override
        public void run() {
            try (Store store = database.openReadOnly()) {
                List<Listed> suppliers =
                        store.suppliers().stream().map(Listed::of).toList();
                Table.Builder table = Table.of(
                        Column.name("id", "supplier"),
                        Column.text("nameZh", "name"),
                        Column.name("creditCode", "credit code"),
                        Column.name("jurisdiction", "jurisdiction"),
                        Column.number("vatRate", "VAT"),
                        Column.name("invoicePrefix", "prefix"),
                        Column.text("listedBy", "listed by"));
                for (Listed supplier : suppliers) {
                    table.row(
                            supplier.id(),
                            supplier.nameZh(),
                            supplier.creditCode(),
                            supplier.jurisdiction(),
                            supplier.vatRate(),
                            supplier.invoicePrefix(),
                            String.join(", ", supplier.listedBy()));
                }
                output.print(suppliers, table.build());
            }
        }
    }
}
