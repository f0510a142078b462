package io.xisuan.cli.usage;

import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.UsageCorrection;
import io.xisuan.billing.store.UsageCorrectionBook;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.JournalPlace;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.journal.JournalUsage;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code xisuan usage correct}: proposes that usage is charged, or is not; another person approves it. */
@Command(
        name = "correct",
        description = {
            "Proposes that recorded usage is charged, or is not. Another person approves it; then the operator records it in the",
            "journal, in place of what stood there, which stays. What was invoiced already is corrected with invoice notes."
        },
        footer = {
            "",
            "Examples:",
            "  xisuan usage correct --usage 3f0a... --outcome bill --why \"ticket 812: pod b was an orphan\" --by li",
            "  xisuan approval approve AP-000007 --by wang"
        },
        mixinStandardHelpOptions = true)
public final class UsageCorrectCommand implements Runnable {
    @Option(
            names = "--usage",
            required = true,
            paramLabel = "ID",
            description = "The usage: its id in the journal, as invoice explain prints it.")
    private String usage = "";

    @Option(names = "--outcome", required = true, paramLabel = "WHAT", description = "bill or withhold.")
    private String outcome = "";

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "Why, for the auditor.")
    private String why = "";

    @Option(
            names = "--journal",
            paramLabel = "DIR|URL",
            description =
                    "The usage journal: a folder, or the URL of the store that it lies beside (default: that of --db on a server, else journal in $XISUAN_DATA or ~/.local/share/xisuan).")
    private Optional<String> journal = Optional.empty();

    @Mixin
    private PersonOption person = new PersonOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    private final Clock clock = Clock.systemUTC();

    /** What was proposed. */
    record Proposed(
            String proposal,
            String job,
            int attempt,
            String lane,
            String from,
            String until,
            String now,
            String outcome,
            String waitsFor) {}

    @Override
    public void run() {
        UsageCorrection correction = correction();
        UsageInterval now = counting();
        correction.refusal(now).ifPresent(reason -> {
            throw InputException.of("--outcome: " + reason);
        });
        try (Store store = database.openExisting()) {
            print(
                    new UsageCorrectionBook(store).propose(correction, person.principal(), clock.millis()),
                    correction,
                    now);
        }
    }

    private UsageCorrection correction() {
        UsageCorrection.Outcome wanted = List.of(UsageCorrection.Outcome.values()).stream()
                .filter(known -> known.word().equals(outcome))
                .findFirst()
                .orElseThrow(
                        () -> InputException.of("--outcome: \"%s\" is neither bill nor withhold".formatted(outcome)));
        try {
            return new UsageCorrection(usage, wanted, why);
        } catch (IllegalArgumentException e) {
            throw InputException.of("--why: " + e.getMessage());
        }
    }

    /** Returns the usage as it counts now. */
    private UsageInterval counting() {
        JournalSource found = JournalPlace.find(journal, database.url())
                .orElseThrow(() -> InputException.of("there is no usage journal here: name it with --journal"));
        try (JournalSource source = found) {
            for (JournalUsage.Counted counted : JournalUsage.read(source)) {
                UsageInterval latest = counted.latest();
                boolean replaced = counted.usage().id().equals(usage)
                        || counted.corrections().stream()
                                .anyMatch(said -> said.corrected().id().equals(usage));
                if (replaced && !latest.id().equals(usage)) {
                    throw InputException.of(
                            "--usage: %s was corrected before: what counts now is %s".formatted(usage, latest.id()));
                }
                if (latest.id().equals(usage)) {
                    return latest;
                }
            }
            throw InputException.of("--usage: the journal in %s has no usage %s".formatted(source.place(), usage));
        }
    }

    private void print(Proposal proposal, UsageCorrection correction, UsageInterval now) {
        Proposed proposed = new Proposed(
                proposal.name(),
                now.job().toString(),
                now.attempt(),
                now.node() + " " + now.lane(),
                time(now.interval().startMillis()),
                time(now.interval().endMillis()),
                now.reason().map(Enum::name).orElse(now.usageClass().name()),
                correction.outcome().word(),
                "another person: xisuan approval approve %s".formatted(proposal.name()));
        output.print(
                proposed,
                Table.of(
                                Column.name("proposal", "Proposal"),
                                Column.name("job", "Job"),
                                Column.number("attempt", "Attempt"),
                                Column.text("lane", "Lane"),
                                Column.text("from", "From"),
                                Column.text("until", "Until"),
                                Column.text("now", "Now"),
                                Column.text("outcome", "Outcome"),
                                Column.text("waitsFor", "Waits for"))
                        .row(
                                proposed.proposal(),
                                proposed.job(),
                                proposed.attempt(),
                                proposed.lane(),
                                proposed.from(),
                                proposed.until(),
                                proposed.now(),
                                proposed.outcome(),
                                proposed.waitsFor())
                        .build());
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis)
                .atZone(BillingPeriod.ZONE)
                .toOffsetDateTime()
                .toString();
    }
}
