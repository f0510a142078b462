package io.xisuan.cli.quote;

import io.xisuan.billing.store.ShownQuote;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.model.InputException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code quote show ID}: one quote as it was shown. */
@Command(
        name = "show",
        description = "Shows a quote as it was shown.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan quote show 3f9a01 --lang zh"})
public final class ShowCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Parameters(paramLabel = "ID", description = "The quote's id, or its first characters.")
    private String id = "";

    @Override
    public void run() {
        try (Store store = database.openReadOnly()) {
            List<ShownQuote> found = store.quotes().startingWith(id);
            if (found.size() != 1) {
                throw InputException.of(
                        found.isEmpty()
                                ? "no quote %s is stored: see xisuan quote list".formatted(id)
                                : "%d quotes begin with %s: write more of the id".formatted(found.size(), id));
            }
            new QuotePage(found.getFirst(), output.language()).print(output.output());
        }
    }
}
