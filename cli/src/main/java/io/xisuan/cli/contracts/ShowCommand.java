package io.xisuan.cli.contracts;

import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code contract show}: one contract with its lines. */
@Command(
        name = "show",
        description = "Shows one contract with its lines.",
        footer = {"", "Example:", "  xisuan contract show c-example -o json"},
        mixinStandardHelpOptions = true)
public final class ShowCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Parameters(paramLabel = "ID", description = "The contract's id.")
    private String id = "";

    @Override
    public void run() {
        try (Store store = database.openReadOnly()) {
            List<ContractView> all =
                    store.contracts().stream().map(ContractView::of).toList();
            ContractView contract = all.stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> InputException.of("No contract %s is stored; there are %s"
                            .formatted(id, all.stream().map(ContractView::id).collect(Collectors.joining(", ")))));
            output.print(contract, table(contract));
            output.output().say(about(contract));
        }
    }

    /** A contract without lines is one line of computing power. */
    private static Table table(ContractView contract) {
        Table.Builder table = Table.of(
                Column.number("line", "line"),
                Column.name("kind", "kind"),
                Column.text("item", "item"),
                Column.number("amountCny", "amount CNY"),
                Column.text("counterparty", "counterparty"),
                Column.text("related", "related"));
        for (ContractView.Line line : contract.lines()) {
            table.row(line.line(), line.kind(), line.item(), line.amount(), line.counterparty(), line.related());
        }
        if (contract.lines().isEmpty()) {
            table.row(1, "compute", "the whole contract", contract.amount(), "", "");
        }
        return table.build();
    }

    private static String about(ContractView contract) {
        return "%s: %s buys from %s, signed on %s, from %s to %s; price lock %d days; models %s; not paid by an authority: %s"
                .formatted(
                        contract.id(),
                        contract.tenant(),
                        contract.supplier(),
                        contract.signedOn(),
                        contract.from(),
                        contract.to(),
                        contract.priceLockDays(),
                        contract.namedModels().isEmpty() ? "any" : String.join(", ", contract.namedModels()),
                        contract.bearerByCause());
    }
}
