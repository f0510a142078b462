package io.xisuan.cli.contracts;

import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code contract list}: the contracts that are stored. */
@Command(
        name = "list",
        description = "Lists the stored contracts.",
        footer = {"", "Example:", "  xisuan contract list -o csv"},
        mixinStandardHelpOptions = true)
public final class ListCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Override
    public void run() {
        try (Store store = database.openReadOnly()) {
            List<ContractView> contracts =
                    store.contracts().stream().map(ContractView::of).toList();
            Table.Builder table = Table.of(
                    Column.name("id", "contract"),
                    Column.name("tenant", "tenant"),
                    Column.name("supplier", "supplier"),
                    Column.name("signedOn", "signed on"),
                    Column.name("from", "from"),
                    Column.name("to", "to"),
                    Column.number("amountCny", "amount CNY"),
                    Column.number("priceLockDays", "price lock days"),
                    Column.number("lines", "lines"),
                    Column.text("namedModels", "named models"));
            for (ContractView contract : contracts) {
                table.row(
                        contract.id(),
                        contract.tenant(),
                        contract.supplier(),
                        contract.signedOn(),
                        contract.from(),
                        contract.to(),
                        contract.amount(),
                        contract.priceLockDays(),
                        contract.lines().size(),
                        String.join(", ", contract.namedModels()));
            }
            output.print(contracts, table.build());
        }
    }
}
