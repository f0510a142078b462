package io.xisuan.cli.dispute;

import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.payment.Recorded;
import io.xisuan.billing.receivable.Dispute;
import io.xisuan.billing.store.DisputeBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.cli.payment.Amounts;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code dispute}: lines that tenants do not accept. */
@Command(
        name = "dispute",
        description = "Lines of invoices that tenants do not accept: open, list, resolve, settle.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  xisuan dispute list"})
public final class DisputeCommand {
    /** What somebody decided. */
    enum Decision {
        UPHELD,
        REJECTED
    }

    @Command(
            name = "open",
            description = "Sets what a tenant does not accept of a line apart: it is not asked for and not claimed.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  xisuan dispute open XH-2025-000001 --line 3 --amount 120.50 --reason 'node was down'"
            })
    int open(
            @Parameters(paramLabel = "NUMBER", description = "The invoice.") String invoice,
            @Option(names = "--line", paramLabel = "N", required = true, description = "The line's number, from 1.")
                    int line,
            @Option(names = "--amount", paramLabel = "CNY", required = true, description = "How much, in yuan.")
                    String amount,
            @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.") String reason,
            @Mixin PersonOption person,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        requireReason(reason);
        try (Store store = database.openExisting()) {
            print(
                    List.of(new DisputeBook(store)
                            .open(invoice, line, Amounts.positive("--amount", amount), reason, now(person))),
                    output);
        }
        return 0;
    }

    @Command(
            name = "list",
            description = "Lists disputes; those that are over only with --all.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan dispute list --all -o csv"})
    int list(
            @Option(names = "--all", description = "Also those that are over.") boolean all,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        try (Store store = database.openReadOnly()) {
            print(
                    new DisputeBook(store)
                            .all().stream()
                                    .filter(dispute -> all || dispute.state().apart())
                                    .toList(),
                    output);
        }
        return 0;
    }

    @Command(
            name = "resolve",
            description = {
                "Decides a dispute.",
                "REJECTED: the amount is due again. UPHELD: it stays apart, and a credit is proposed that another person approves."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  xisuan dispute resolve D-000003 --as REJECTED --reason 'the exporter shows load'"
            })
    int resolve(
            @Parameters(paramLabel = "DISPUTE", description = "Which one: see dispute list.") String dispute,
            @Option(names = "--as", required = true, description = "${COMPLETION-CANDIDATES}.") Decision decision,
            @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.") String reason,
            @Mixin PersonOption person,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        requireReason(reason);
        long id = Amounts.number("D-", dispute);
        try (Store store = database.openExisting()) {
            DisputeBook book = new DisputeBook(store);
            switch (decision) {
                case REJECTED -> print(List.of(book.reject(id, reason, now(person))), output);
                case UPHELD -> print(book.uphold(id, reason, now(person)), output);
            }
        }
        return 0;
    }

    @Command(
            name = "settle",
            description = "Ends a dispute that was upheld, once its credit note is issued.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan dispute settle D-000003 --note XH-CN-2025-000001"})
    int settle(
            @Parameters(paramLabel = "DISPUTE", description = "Which one: see dispute list.") String dispute,
            @Option(names = "--note", paramLabel = "NUMBER", required = true, description = "The credit note.")
                    String note,
            @Mixin PersonOption person,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        try (Store store = database.openExisting()) {
            long id = Amounts.number("D-", dispute);
            print(List.of(new DisputeBook(store).settle(id, note, now(person))), output);
        }
        return 0;
    }

    private static void requireReason(String reason) {
        if (reason.isBlank()) {
            throw InputException.of("--reason: say why");
        }
    }

    private static Recorded now(PersonOption person) {
        long now = Instant.now().toEpochMilli();
        return new Recorded(BillingPeriod.dayOf(now), person.principal().name(), now);
    }

    private static void print(Proposal proposal, OutputOption output) {
        output.print(
                proposal,
                Table.of(
                                Column.name("proposal", "proposal"),
                                Column.text("subject", "about"),
                                Column.text("next", "next"))
                        .row(proposal.name(), proposal.subject(), "another person: approval approve " + proposal.name())
                        .build());
    }

    private static void print(List<Dispute> disputes, OutputOption output) {
        Table.Builder table = Table.of(
                Column.name("dispute", "dispute"),
                Column.name("invoice", "invoice"),
                Column.number("line", "line"),
                Column.name("tenant", "tenant"),
                Column.number("amountCny", "amount CNY"),
                Column.text("state", "state"),
                Column.name("openedOn", "opened"),
                Column.text("reason", "reason"));
        for (Dispute dispute : disputes) {
            table.row(
                    dispute.name(),
                    dispute.invoice(),
                    dispute.line(),
                    dispute.tenant(),
                    dispute.amount(),
                    dispute.state(),
                    dispute.opened().day(),
                    dispute.reason());
        }
        output.print(disputes, table.build());
    }
}
