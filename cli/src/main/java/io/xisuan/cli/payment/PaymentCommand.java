package io.xisuan.cli.payment;

import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.payment.MoneyMovement;
import io.xisuan.billing.payment.Recorded;
import io.xisuan.billing.receivable.Allocation;
import io.xisuan.billing.receivable.OpenItem;
import io.xisuan.billing.receivable.Reminder;
import io.xisuan.billing.store.PaymentBook;
import io.xisuan.billing.store.ReceivableBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code payment}: money that tenants pay, and what their invoices are still owed. */
@Command(
        name = "payment",
        description =
                "Money that tenants pay: receive, apply, release, bounce, list, open, reminders, write-off; bank statements:"
                        + " import, unmatched, match, unmatch.",
        mixinStandardHelpOptions = true,
        subcommands = {ImportCommand.class, UnmatchedCommand.class, MatchCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  xisuan payment import statement-2026-03.csv"})
public final class PaymentCommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    /** Who records something, and for which day. */
    static final class When {
        @Mixin
        private PersonOption person = new PersonOption();

        @Option(names = "--day", paramLabel = "DATE", description = "The day of the money (default: today).")
        private Optional<LocalDate> day = Optional.empty();

        Recorded recorded() {
            long now = Instant.now().toEpochMilli();
            return new Recorded(Amounts.day(day, now), person.principal().name(), now);
        }
    }

    @Command(
            name = "receive",
            description = "Records a transfer and what it pays; the rest stays prepaid.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  xisuan payment receive jinguan --amount 60000 --reference bank-773 --invoice XH-2025-000001"
            })
    int receive(
            @Parameters(paramLabel = "TENANT", description = "Who paid.") String tenant,
            @Option(names = "--amount", paramLabel = "CNY", required = true, description = "How much, in yuan.")
                    String amount,
            @Option(
                            names = "--reference",
                            paramLabel = "TEXT",
                            required = true,
                            description = "What the bank calls it; recorded once.")
                    String reference,
            @Option(
                            names = "--invoice",
                            paramLabel = "NUMBER[=CNY]",
                            description = "What it pays; all that is due of it, or so much. Again for several.")
                    List<String> invoices,
            @Option(names = "--oldest", description = "Pay what is open, the oldest invoice first.") boolean oldest,
            @Mixin When when,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        TenantId id = new TenantId(tenant);
        Money money = Amounts.positive("--amount", amount);
        try (Store store = database.openExisting()) {
            PaymentBook book = new PaymentBook(store);
            Optional<Known> known = Known.find(book.movements(Optional.of(id)), reference);
            if (known.isPresent() && known.get().receipt().amount().equals(money)) {
                MovementTable.print(known.get().movements(), output);
                return known.get()
                        .answer(
                                oldest,
                                Optional.ofNullable(invoices),
                                spec.commandLine().getErr());
            }
            List<Allocation> allocations = allocations(store, id, money, Optional.ofNullable(invoices), oldest);
            MovementTable.print(book.receive(id, money, reference, allocations, when.recorded()), output);
        }
        return 0;
    }

    @Command(
            name = "apply",
            description = "Pays invoices from the prepaid balance.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan payment apply jinguan --invoice XH-2025-000002=1200.50"})
    int apply(
            @Parameters(paramLabel = "TENANT", description = "Whose balance.") String tenant,
            @Option(names = "--invoice", paramLabel = "NUMBER[=CNY]", description = "What it pays. Again for several.")
                    List<String> invoices,
            @Option(names = "--oldest", description = "Pay what is open, the oldest invoice first.") boolean oldest,
            @Mixin When when,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        TenantId id = new TenantId(tenant);
        try (Store store = database.openExisting()) {
            PaymentBook book = new PaymentBook(store);
            Money prepaid = MoneyMovement.prepaid(book.movements(Optional.of(id)));
            List<Allocation> allocations = allocations(store, id, prepaid, Optional.ofNullable(invoices), oldest);
            MovementTable.print(book.apply(id, allocations, when.recorded()), output);
        }
        return 0;
    }

    private static List<Allocation> allocations(
            Store store, TenantId tenant, Money money, Optional<List<String>> invoices, boolean oldest) {
        ReceivableBook items = new ReceivableBook(store);
        return oldest
                ? Allocation.oldestFirst(items.items(Optional.of(tenant)), money)
                : Amounts.allocations(items, invoices.orElse(List.of()), money);
    }

    @Command(
            name = "release",
            description = "Takes money back from an invoice into the prepaid balance.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan payment release XH-2025-000002 --amount 1200.50"})
    int release(
            @Parameters(paramLabel = "NUMBER", description = "The invoice.") String invoice,
            @Option(names = "--amount", paramLabel = "CNY", required = true, description = "How much, in yuan.")
                    String amount,
            @Mixin When when,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        try (Store store = database.openExisting()) {
            Money money = Amounts.positive("--amount", amount);
            MovementTable.print(List.of(new PaymentBook(store).release(invoice, money, when.recorded())), output);
        }
        return 0;
    }

    @Command(
            name = "bounce",
            description = "Undoes a receipt that the bank took back; what it paid is owed again.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan payment bounce M-000012"})
    int bounce(
            @Parameters(paramLabel = "RECEIPT", description = "Which one: see payment list.") String receipt,
            @Mixin When when,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        try (Store store = database.openExisting()) {
            MovementTable.print(new PaymentBook(store).bounce(Amounts.number("M-", receipt), when.recorded()), output);
        }
        return 0;
    }

    @Command(
            name = "unmatch",
            description = "Undoes a match to the wrong tenant: what it paid is owed again, and the line waits.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan payment unmatch B-000012"})
    int unmatch(
            @Parameters(paramLabel = "LINE", description = "Which line of a bank statement.") String line,
            @Mixin When when,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        try (Store store = database.openExisting()) {
            MovementTable.print(new PaymentBook(store).unmatch(Amounts.number("B-", line), when.recorded()), output);
        }
        return 0;
    }

    @Command(
            name = "list",
            description = "Lists movements of money.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan payment list jinguan -o csv"})
    int list(
            @Parameters(paramLabel = "TENANT", arity = "0..1", description = "Whose (default: all).")
                    Optional<String> tenant,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        try (Store store = database.openReadOnly()) {
            MovementTable.print(new PaymentBook(store).movements(tenant.map(TenantId::new)), output);
        }
        return 0;
    }

    @Command(
            name = "open",
            description = "Lists what invoices are still owed, with their states.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan payment open jinguan"})
    int open(
            @Parameters(paramLabel = "TENANT", arity = "0..1", description = "Whose (default: all).")
                    Optional<String> tenant,
            @Option(names = "--all", description = "Also those that are paid.") boolean all,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        try (Store store = database.openReadOnly()) {
            List<OpenItem> items = new ReceivableBook(store)
                    .items(tenant.map(TenantId::new)).stream()
                            .filter(item -> all || !item.open().isZero())
                            .toList();
            ItemTable.print(items, today(), output);
        }
        return 0;
    }

    @Command(
            name = "reminders",
            description = "Lists what is late and asked for; disputed lines are not.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan payment reminders --on 2026-04-30"})
    int reminders(
            @Option(names = "--on", paramLabel = "DATE", description = "On which day (default: today).")
                    Optional<LocalDate> day,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        try (Store store = database.openReadOnly()) {
            List<OpenItem> items = new ReceivableBook(store).items(Optional.empty());
            ItemTable.printReminders(Reminder.due(items, day.orElseGet(PaymentCommand::today)), output);
        }
        return 0;
    }

    @Command(
            name = "write-off",
            description = "Proposes to give up what is due of an invoice; another person approves it.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  xisuan payment write-off XH-2025-000002 --reason 'bankrupt, court notice of 3 May'"
            })
    int writeOff(
            @Parameters(paramLabel = "NUMBER", description = "The invoice.") String invoice,
            @Option(names = "--amount", paramLabel = "CNY", description = "How much (default: all that is due).")
                    Optional<String> amount,
            @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.") String reason,
            @Mixin PersonOption person,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        try (Store store = database.openExisting()) {
            Money money = amount.map(text -> Amounts.positive("--amount", text))
                    .orElseGet(() -> new ReceivableBook(store).item(invoice).due());
            Proposal proposal = new PaymentBook(store)
                    .proposeWriteOff(
                            invoice,
                            money,
                            reason,
                            person.principal(),
                            Instant.now().toEpochMilli());
            output.print(
                    proposal,
                    Table.of(
                                    Column.name("proposal", "proposal"),
                                    Column.text("subject", "about"),
                                    Column.number("amountCny", "amount CNY"),
                                    Column.text("next", "next"))
                            .row(
                                    proposal.name(),
                                    proposal.subject(),
                                    money,
                                    "another person: approval approve " + proposal.name())
                            .build());
        }
        return 0;
    }

    static LocalDate today() {
        return BillingPeriod.dayOf(Instant.now().toEpochMilli());
    }
}
