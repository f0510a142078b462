package io.xisuan.cli.ledger;

import io.xisuan.billing.store.LedgerHead;
import io.xisuan.billing.store.LedgerView;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code ledger head}: prints where the ledger ends, to be kept where the database's owner cannot write. */
@Command(
        name = "head",
        description = {
            "Prints the number and the hash of the ledger's last entry. Keep it elsewhere:",
            "\"ledger verify --head FILE\" finds a tail that was cut off since."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan ledger head -o json > head-2025-09-01.json"})
public final class LedgerHeadCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        try (Store store = database.openReadOnly()) {
            LedgerHead head = LedgerView.head(store);
            Table table = Table.of(Column.number("seq", "entry"), Column.name("hash", "hash"))
                    .row(head.seq(), head.hash())
                    .build();
            output.print(head, table);
            return ExitCode.DONE.code();
        }
    }
}
