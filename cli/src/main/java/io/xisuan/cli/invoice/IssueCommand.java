package io.xisuan.cli.invoice;

import io.xisuan.billing.store.IssuePart;
import io.xisuan.billing.store.IssueRequest;
import io.xisuan.billing.store.LeaderSeen;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code invoice issue}: asks the running operator to issue a month and waits for its answer. */
@Command(
        name = "issue",
        description = "Asks the operator to issue a month's invoices, and waits for its answer.",
        mixinStandardHelpOptions = true)
public final class IssueCommand implements Callable<Integer> {
    private static final long LEADER_SILENT_MILLIS = 30_000;
    private static final long FINAL_AFTER_MILLIS = 48 * 3_600_000L;
    private static final long POLL_NANOS = 200_000_000L;

    private final Clock clock = Clock.systemUTC();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(names = "--month", required = true, paramLabel = "YYYY-MM", description = "The month to issue.")
    private String month = "";

    @Option(
            names = "--interim",
            description = "Issue what is in the journal by now; the rest of the month follows in further parts.")
    private boolean interim;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = WaitTime.class,
            description = "How long to wait for the answer, as 60s or 5m (default: 60s).")
    private Duration wait = Duration.ofSeconds(60);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    /** The answer as JSON shows it. */
    record Answered(long request, String month, String part, String state, String answer) {}

    @Override
    public Integer call() {
        BillingPeriod period = Months.parse(month);
        if (!interim) {
            requireOver(period);
        }
        try (Store store = database.openExisting()) {
            Optional<LeaderSeen> leader = store.leaderSeen();
            if (leader.isEmpty() || clock.millis() - leader.get().seenMillis() > LEADER_SILENT_MILLIS) {
                return unreachable("no operator has written to %s for 30 s (%s): start one, then ask again"
                        .formatted(
                                database.url(),
                                leader.map(last -> "the last was %s at %s"
                                                .formatted(last.holder(), Instants.shown(last.seenMillis())))
                                        .orElse("there never was one")));
            }
            IssuePart part = interim ? IssuePart.INTERIM : IssuePart.FINAL;
            long id = store.requestIssue(period, part, System.getProperty("user.name", "unknown"), clock.millis());
            return await(store, id);
        }
    }

    private void requireOver(BillingPeriod period) {
        long from = period.interval().endMillis() + FINAL_AFTER_MILLIS;
        if (clock.millis() < from) {
            throw InputException.of(
                    "%s can be closed from %s on, 48 hours after its end; --interim issues what there is now"
                            .formatted(period, Instants.shown(from)));
        }
    }

    private int await(Store store, long id) {
        long deadline = clock.millis() + wait.toMillis();
        IssueRequest request = store.request(id).orElseThrow();
        while (request.state() == IssueRequest.State.PENDING && clock.millis() < deadline) {
            LockSupport.parkNanos(POLL_NANOS);
            request = store.request(id).orElseThrow();
        }
        if (request.state() == IssueRequest.State.PENDING) {
            return unreachable(
                    "the operator has not answered within %d s; request %d stays and it may still issue: see invoice list"
                            .formatted(wait.toSeconds(), id));
        }
        print(request);
        return (request.state() == IssueRequest.State.DONE ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
    }

    private void print(IssueRequest request) {
        Answered answered = new Answered(
                request.id(),
                request.period().toString(),
                request.part().name(),
                request.state().name(),
                request.answer());
        Table table = Table.of(
                        Column.name("request", "request"),
                        Column.name("month", "month"),
                        Column.name("part", "part"),
                        Column.name("state", "state"),
                        Column.text("answer", "answer"))
                .row(
                        Long.toString(answered.request()),
                        answered.month(),
                        answered.part(),
                        answered.state(),
                        answered.answer())
                .build();
        output.print(answered, table);
    }

    private int unreachable(String message) {
        spec.commandLine().getErr().println("xisuan: " + message);
        return ExitCode.UNREACHABLE.code();
    }
}
