package io.xisuan.cli.contracts;

import io.xisuan.billing.party.Contract;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.Money;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code contracts list}: the contracts that are stored. */
@Command(name = "list", description = "Lists the stored contracts.", mixinStandardHelpOptions = true)
public final class ListCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    /** One contract as JSON shows it. */
    record Listed(
            String id,
            String tenant,
            String supplier,
            String signedOn,
            String from,
            String to,
            Money amount,
            int priceLockDays,
            List<String> namedModels) {
        static Listed of(Contract contract) {
            return new Listed(
                    contract.id().value(),
                    contract.tenant().value(),
                    contract.supplier().value(),
                    contract.signedOn().toString(),
                    contract.term().from().toString(),
                    contract.term().to().toString(),
                    contract.amount(),
                    contract.priceLockDays(),
                    contract.namedModels().stream().map(AcceleratorModel::id).collect(Collectors.toList()));
        }
    }

    @Override
    public void run() {
        try (Store store = database.openReadOnly()) {
            List<Listed> contracts = store.contracts().stream().map(Listed::of).toList();
            Table.Builder table = Table.of(
                    Column.name("id", "contract"),
                    Column.name("tenant", "tenant"),
                    Column.name("supplier", "supplier"),
                    Column.name("signedOn", "signed on"),
                    Column.name("from", "from"),
                    Column.name("to", "to"),
                    Column.number("amountCny", "amount CNY"),
                    Column.number("priceLockDays", "price lock days"),
                    Column.text("namedModels", "named models"));
            for (Listed contract : contracts) {
                table.row(
                        contract.id(),
                        contract.tenant(),
                        contract.supplier(),
                        contract.signedOn(),
                        contract.from(),
                        contract.to(),
                        contract.amount(),
                        contract.priceLockDays(),
                        String.join(", ", contract.namedModels()));
            }
            output.print(contracts, table.build());
        }
    }
}
