package io.xisuan.cli.invoice;

import io.xisuan.billing.store.DraftBook;
import io.xisuan.billing.store.DraftRun;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.model.BillingPeriod;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code invoice drafts}: what waits for a review or for its issue. */
@Command(
        name = "drafts",
        description = "Lists drafts of invoices and notes with their states; show one with invoice show D12.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan invoice drafts --month 2026-03 -o csv"})
public final class DraftsCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(names = "--month", paramLabel = "YYYY-MM", description = "Only those of this month.")
    private @Nullable String month;

    @Option(names = "--all", description = "Also those that are issued or were drafted anew since.")
    private boolean all;

    @Override
    public void run() {
        Optional<BillingPeriod> period = Optional.ofNullable(month).map(Months::parse);
        try (Store store = database.openReadOnly()) {
            DraftBook drafts = new DraftBook(store);
            List<DraftTable.Listed> listed = drafts.runs().stream()
                    .filter(run -> all || run.state() == DraftRun.State.OPEN)
                    .filter(run -> period.map(run.period()::equals).orElse(true))
                    .flatMap(run -> drafts.drafts(run.id()).stream())
                    .map(DraftTable.Listed::of)
                    .toList();
            if (listed.isEmpty()) {
                output.output()
                        .say("No draft waits%s."
                                .formatted(period.map(one -> " for " + one).orElse("")));
            }
            output.print(listed, DraftTable.of(listed));
        }
    }
}
