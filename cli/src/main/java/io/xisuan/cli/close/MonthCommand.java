package io.xisuan.cli.close;

import io.xisuan.billing.close.Checklist;
import io.xisuan.billing.control.Action;
import io.xisuan.billing.store.CloseBook;
import io.xisuan.billing.store.ControlBook;
import io.xisuan.billing.store.DeskDeed;
import io.xisuan.billing.store.DeskRequest;
import io.xisuan.billing.store.DraftBook;
import io.xisuan.billing.store.DraftRun;
import io.xisuan.billing.store.IssueRequest;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.invoice.Desk;
import io.xisuan.cli.invoice.Months;
import io.xisuan.cli.invoice.WaitOption;
import io.xisuan.cli.output.Documents;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.model.BillingPeriod;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code close month}: the last invoices of a month, when its checklist lets it close. */
@Command(
        name = "month",
        description = {
            "Closes a month: goes through the checklist, keeps it with who closed, and has the operator issue the last drafts.",
            "Disputes, unmatched money and waiting approvals may stay open when --despite says why; nothing else may."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  xisuan close month --month 2026-03 --by wang.wei --despite \"the bank's line comes in April\""
        })
public final class MonthCommand implements Callable<Integer> {
    private final Clock clock = Clock.systemUTC();

    @Option(names = "--month", required = true, paramLabel = "YYYY-MM", description = "The month.")
    private String month = "";

    @Option(names = "--despite", paramLabel = "TEXT", description = "Why it closes although something stays open.")
    private Optional<String> despite = Optional.empty();

    @Option(
            names = "--journal",
            paramLabel = "DIR|URL",
            description =
                    "The usage journal: a folder, or the URL of the store that it lies beside (default: that of --db on a server, else journal in $XISUAN_DATA or ~/.local/share/xisuan).")
    private Optional<String> journal = Optional.empty();

    @Mixin
    private PersonOption person = new PersonOption();

    @Mixin
    private WaitOption wait = new WaitOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private Progress progress = new Progress();

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        BillingPeriod period = Months.parse(month);
        try (Store store = database.openExisting()) {
            new ControlBook(store).permit(person.principal(), Action.CLOSE_MONTH);
            Optional<ReconciledBooks.Journal> read =
                    ReconciledBooks.journal(journal, database.url(), progress, output.language());
            Checklist list = progress.during(
                    output.language().of("核对月结检查单", "going through the checklist"),
                    () -> Checklist.of(new MonthFacts(store, period, read, clock.millis()).gather()));
            if (!list.closes() || (!list.open().isEmpty() && despite.isEmpty())) {
                output.print(ChecklistTable.Shown.of(list), ChecklistTable.of(list));
                spec.commandLine().getErr().println("xisuan: " + staysOpen(period, list.closes()));
                return ExitCode.ANSWER_IS_NO.code();
            }
            String kept = Documents.json(ChecklistTable.Shown.of(list));
            DeskRequest wish = wish(store, period);
            new CloseBook(store)
                    .keep(
                            period,
                            wish.run().orElseThrow(),
                            kept,
                            despite.orElse(""),
                            person.principal(),
                            clock.millis());
            return new Desk(spec, output, database, clock, progress).ask(store, wish, wait.time());
        }
    }

    private String staysOpen(BillingPeriod period, boolean closes) {
        return closes
                ? output.language()
                        .of(
                                "%s 未关账：用 --despite 写明未了事项为何可以保留".formatted(period),
                                "%s stays open: say with --despite why what is open may stay so".formatted(period))
                : output.language()
                        .of(
                                "%s 未关账：原因见上表".formatted(period),
                                "%s stays open: see what blocks it above".formatted(period));
    }

    private DeskRequest wish(Store store, BillingPeriod period) {
        DraftRun run =
                new DraftBook(store).open(period, DraftRun.Purpose.INVOICES).orElseThrow();
        return new DeskRequest(
                0,
                DeskDeed.ISSUE,
                period,
                Optional.empty(),
                OptionalLong.of(run.id()),
                person.principal(),
                clock.millis(),
                IssueRequest.State.PENDING,
                "");
    }
}
