package io.xisuan.cli.invoice;

import io.xisuan.billing.store.DeskDeed;
import io.xisuan.billing.store.DeskRequest;
import io.xisuan.billing.store.DraftBook;
import io.xisuan.billing.store.DraftRun;
import io.xisuan.billing.store.IssueRequest;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code invoice issue}: asks the running operator to give numbers to reviewed drafts and waits for its answer. */
@Command(
        name = "issue",
        description = {
            "Asks the operator to issue a month's drafts, all of which somebody has reviewed, and waits for its answer.",
            "Everything is computed again; where it is not what was reviewed, nothing is issued."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  xisuan invoice draft --month 2026-03 --by li.na",
            "  xisuan invoice review --run 3 --by wang.wei",
            "  xisuan invoice issue --month 2026-03 --by li.na"
        })
public final class IssueCommand implements Callable<Integer> {
    private final Clock clock = Clock.systemUTC();

    @Mixin
    private Progress progress = new Progress();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private PersonOption person = new PersonOption();

    @Mixin
    private WaitOption wait = new WaitOption();

    @Option(
            names = "--month",
            required = true,
            paramLabel = "YYYY-MM",
            description = "The month whose drafts to issue.")
    private String month = "";

    @Option(names = "--notes", description = "Issue the drafts of notes, not those of invoices.")
    private boolean notes;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        BillingPeriod period = Months.parse(month);
        try (Store store = database.openExisting()) {
            DraftRun run = run(new DraftBook(store), period);
            DeskRequest wish = new DeskRequest(
                    0,
                    DeskDeed.ISSUE,
                    period,
                    Optional.empty(),
                    OptionalLong.of(run.id()),
                    person.principal(),
                    clock.millis(),
                    IssueRequest.State.PENDING,
                    "");
            return new Desk(spec, output, database, clock, progress).ask(store, wish, wait.time());
        }
    }

    private DraftRun run(DraftBook drafts, BillingPeriod period) {
        DraftRun.Purpose purpose = notes ? DraftRun.Purpose.NOTES : DraftRun.Purpose.INVOICES;
        return drafts.open(period, purpose)
                .orElseThrow(() -> InputException.of("%s has no drafts of %s that wait for issue: invoice %s --month %s"
                        .formatted(period, notes ? "notes" : "invoices", notes ? "notes" : "draft", period)));
    }
}
