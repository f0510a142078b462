package io.xisuan.cli.invoice;

import io.xisuan.billing.store.DeskDeed;
import io.xisuan.billing.store.DeskRequest;
import io.xisuan.billing.store.IssuePart;
import io.xisuan.billing.store.IssueRequest;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.ShownTime;
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

/** The command {@code invoice draft}: asks the running operator to draft a month's invoices and waits for its answer. */
@Command(
        name = "draft",
        description = "Asks the operator to draft a month's invoices, and waits for its answer. Nothing gets a number.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan invoice draft --month 2026-03 --by li.na"})
public final class DraftCommand implements Callable<Integer> {
    private static final long FINAL_AFTER_MILLIS = 48 * 3_600_000L;

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

    @Option(names = "--month", required = true, paramLabel = "YYYY-MM", description = "The month to draft.")
    private String month = "";

    @Option(
            names = "--interim",
            description = "Draft what is in the journal by now; the rest of the month follows in further parts.")
    private boolean interim;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        BillingPeriod period = Months.parse(month);
        long from = period.interval().endMillis() + FINAL_AFTER_MILLIS;
        if (!interim && clock.millis() < from) {
            throw InputException.of(
                    "%s can be closed from %s on, 48 hours after its end; --interim drafts what there is now"
                            .formatted(period, ShownTime.second(from)));
        }
        try (Store store = database.openExisting()) {
            DeskRequest wish = new DeskRequest(
                    0,
                    DeskDeed.DRAFT,
                    period,
                    Optional.of(interim ? IssuePart.INTERIM : IssuePart.FINAL),
                    OptionalLong.empty(),
                    person.principal(),
                    clock.millis(),
                    IssueRequest.State.PENDING,
                    "");
            return new Desk(spec, output, database, clock, progress).ask(store, wish, wait.time());
        }
    }
}
