package io.xisuan.cli.close;

import io.xisuan.billing.close.Checklist;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.invoice.Months;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code close check}: the checklist of a month, without closing it. */
@Command(
        name = "check",
        description = "Goes through what a month needs before it closes; exit code 1 while something blocks it.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan close check --month 2026-03 --journal /var/lib/xisuan/journal"})
public final class CheckCommand implements Callable<Integer> {
    private final Clock clock = Clock.systemUTC();

    @Option(names = "--month", required = true, paramLabel = "YYYY-MM", description = "The month.")
    private String month = "";

    @Option(
            names = "--journal",
            paramLabel = "DIR|URL",
            description =
                    "The usage journal: a folder, or the URL of the store that it lies beside (default: that of --db on a server, else journal in $XISUAN_DATA or ~/.local/share/xisuan).")
    private Optional<String> journal = Optional.empty();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private Progress progress = new Progress();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        try (Store store = database.openReadOnly()) {
            Optional<ReconciledBooks.Journal> read =
                    ReconciledBooks.journal(journal, database.url(), progress, output.language());
            Checklist list = progress.during(
                    output.language().of("核对月结检查单", "going through the checklist"),
                    () -> Checklist.of(new MonthFacts(store, Months.parse(month), read, clock.millis()).gather()));
            output.print(ChecklistTable.Shown.of(list), ChecklistTable.of(list));
            return (list.closes() ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
        }
    }
}
