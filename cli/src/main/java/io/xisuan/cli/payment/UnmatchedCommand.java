package io.xisuan.cli.payment;

import io.xisuan.billing.store.PaymentBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.OutputOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code payment unmatched}: lines of bank statements that are nobody's yet, with proposals. */
@Command(
        name = "unmatched",
        description = "Lists lines of bank statements that are nobody's yet, each with what may be the case and why.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan payment unmatched"})
final class UnmatchedCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        try (Store store = database.openReadOnly()) {
            Proposals.print(Proposals.of(store, new PaymentBook(store).unmatched()), output);
        }
        return ExitCode.DONE.code();
    }
}
