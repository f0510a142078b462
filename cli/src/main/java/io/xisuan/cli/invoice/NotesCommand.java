package io.xisuan.cli.invoice;

import io.xisuan.billing.store.DeskDeed;
import io.xisuan.billing.store.DeskRequest;
import io.xisuan.billing.store.IssueRequest;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code invoice notes}: asks for drafts of what late or corrected usage changes of an invoiced month. */
@Command(
        name = "notes",
        description = {
            "Asks the operator what usage that was recorded late or corrected changes of an invoiced month, as drafts of notes.",
            "They are listed, reviewed and issued as other drafts are; a month that did not change has none."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  xisuan invoice notes --month 2026-03",
            "  xisuan invoice drafts --month 2026-03",
            "  xisuan invoice review --run 4 --by wang.wei",
            "  xisuan invoice issue --month 2026-03 --notes --by li.na"
        })
public final class NotesCommand implements Callable<Integer> {
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

    @Option(names = "--month", required = true, paramLabel = "YYYY-MM", description = "The month to compute anew.")
    private String month = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (Store store = database.openExisting()) {
            DeskRequest wish = new DeskRequest(
                    0,
                    DeskDeed.NOTES,
                    Months.parse(month),
                    Optional.empty(),
                    OptionalLong.empty(),
                    person.principal(),
                    clock.millis(),
                    IssueRequest.State.PENDING,
                    "");
            return new Desk(spec, output, database, clock, progress).ask(store, wish, wait.time());
        }
    }
}
