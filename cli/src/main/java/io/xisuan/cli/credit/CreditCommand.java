package io.xisuan.cli.credit;

import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.rating.LostWorkFinding;
import io.xisuan.billing.store.LostWorkBook;
import io.xisuan.billing.store.LostWorkClaim;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.tariff.LostWorkCause;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.Interval;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code credit}: findings about lost work. Price lists say what a finding is worth; approval makes it count. */
@Command(
        name = "credit",
        description = "Work that was lost and is credited: propose, list; approval takes a second person.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class CreditCommand {
    /** What waits for approval now, as JSON shows it. */
    record Proposed(String proposal, String subject, String proposedBy, String next) {}

    /** A finding that counts, as JSON shows it. */
    record Found(
            String jobUid,
            int attempt,
            String cause,
            String from,
            String until,
            String evidence,
            String proposedBy,
            String approvedBy) {
        static Found of(LostWorkFinding finding) {
            return new Found(
                    finding.jobUid(),
                    finding.attempt(),
                    word(finding.cause()),
                    time(finding.lost().startMillis()),
                    time(finding.lost().endMillis()),
                    finding.evidence(),
                    finding.proposedBy(),
                    finding.approvedBy());
        }
    }

    /** What was lost, as the command line gives it. */
    static final class Loss {
        @Option(names = "--job-uid", paramLabel = "UID", required = true, description = "The job, by its uid.")
        private String jobUid = "";

        @Option(names = "--attempt", paramLabel = "N", defaultValue = "1", description = "Which attempt (default: 1).")
        private int attempt;

        @Option(
                names = "--cause",
                paramLabel = "CAUSE",
                required = true,
                description = "owner-reclaim, node-fault or tenant.")
        private String cause = "";

        @Option(
                names = "--from",
                paramLabel = "INSTANT",
                required = true,
                description = "The last confirmed checkpoint, as 2026-03-02T10:00:00+08:00.")
        private String from = "";

        @Option(names = "--until", paramLabel = "INSTANT", required = true, description = "When the work was lost.")
        private String until = "";

        @Option(
                names = "--evidence",
                paramLabel = "TEXT",
                required = true,
                description = "What shows it: a document or its digest.")
        private String evidence = "";

        LostWorkClaim claim() {
            try {
                return new LostWorkClaim(
                        jobUid,
                        attempt,
                        cause(),
                        new Interval(instant("--from", from), instant("--until", until)),
                        evidence);
            } catch (IllegalArgumentException e) {
                throw InputException.of("credit propose: " + e.getMessage());
            }
        }

        private LostWorkCause cause() {
            return List.of(LostWorkCause.values()).stream()
                    .filter(known -> word(known).equals(cause))
                    .findFirst()
                    .orElseThrow(() -> InputException.of(
                            "--cause \"%s\" is none of owner-reclaim, node-fault, tenant".formatted(cause)));
        }

        private static long instant(String option, String text) {
            try {
                return OffsetDateTime.parse(text).toInstant().toEpochMilli();
            } catch (DateTimeException e) {
                throw InputException.of(
                        "%s: \"%s\" is no instant: write it as 2026-03-02T10:00:00+08:00".formatted(option, text));
            }
        }
    }

    private final Clock clock = Clock.systemUTC();

    @Command(
            name = "propose",
            description = "Proposes that work of an attempt was lost; it is credited once another person approved it.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  xisuan credit propose --job-uid 7f3a --attempt 2 --cause owner-reclaim",
                "      --from 2026-03-02T08:00:00+08:00 --until 2026-03-02T10:12:30+08:00",
                "      --evidence \"checkpoint log sha256:5e1c\" --by li"
            })
    int propose(
            @Mixin Loss loss, @Mixin PersonOption person, @Mixin DatabaseOption database, @Mixin OutputOption output) {
        LostWorkClaim claim = loss.claim();
        try (Store store = database.openExisting()) {
            Proposal proposal = new LostWorkBook(store).propose(claim, person.principal(), clock.millis());
            Proposed proposed = new Proposed(
                    proposal.name(),
                    proposal.subject(),
                    proposal.proposedBy().name(),
                    "another person: xisuan approval approve " + proposal.name());
            output.print(
                    proposed,
                    Table.of(
                                    Column.name("proposal", "proposal"),
                                    Column.text("subject", "subject"),
                                    Column.text("proposedBy", "by"),
                                    Column.text("next", "next"))
                            .row(proposed.proposal(), proposed.subject(), proposed.proposedBy(), proposed.next())
                            .build());
        }
        return 0;
    }

    @Command(
            name = "list",
            description = "Lists the findings that count; those that wait are in approval list.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan credit list"})
    int list(@Mixin DatabaseOption database, @Mixin OutputOption output) {
        try (Store store = database.openReadOnly()) {
            List<Found> all =
                    new LostWorkBook(store).all().stream().map(Found::of).toList();
            Table.Builder table = Table.of(
                    Column.name("jobUid", "job uid"),
                    Column.number("attempt", "attempt"),
                    Column.text("cause", "cause"),
                    Column.text("from", "from"),
                    Column.text("until", "until"),
                    Column.text("evidence", "evidence"),
                    Column.text("proposedBy", "found by"),
                    Column.text("approvedBy", "approved by"));
            for (Found found : all) {
                table.row(
                        found.jobUid(),
                        found.attempt(),
                        found.cause(),
                        found.from(),
                        found.until(),
                        found.evidence(),
                        found.proposedBy(),
                        found.approvedBy());
            }
            output.print(all, table.build());
        }
        return 0;
    }

    private static String word(LostWorkCause cause) {
        return cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis)
                .atZone(BillingPeriod.ZONE)
                .toOffsetDateTime()
                .toString();
    }
}
