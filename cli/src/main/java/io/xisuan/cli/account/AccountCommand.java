package io.xisuan.cli.account;

import io.xisuan.billing.credit.CreditPosition;
import io.xisuan.billing.credit.MoneyIn;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.cli.payment.Amounts;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code account}: prepaid money, payments, terms, and where a tenant stands. */
@Command(
        name = "account",
        description = "A tenant's prepaid money, payments and credit: topup, refund, pay, terms, show.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class AccountCommand {
    /** Where a tenant stands, as JSON shows it. */
    record Stands(
            String tenant,
            Money limit,
            Money prepaid,
            Money paid,
            Money committed,
            Money arrears,
            Money available,
            Optional<String> refuses) {}

    /** What a movement of money is, as the command line gives it. */
    static final class Movement {
        @Parameters(index = "0", paramLabel = "TENANT", description = "The tenant.")
        private String tenant = "";

        @Option(names = "--amount", paramLabel = "CNY", required = true, description = "How much, in yuan.")
        private String amount = "";

        @Option(
                names = "--reference",
                paramLabel = "TEXT",
                required = true,
                description = "The receipt; recorded once.")
        private String reference = "";

        @Option(names = "--day", paramLabel = "DATE", description = "The day of the money (default: today).")
        private Optional<LocalDate> day = Optional.empty();

        MoneyIn money(MoneyIn.Kind kind, String invoice) {
            try {
                return new MoneyIn(
                        new TenantId(tenant),
                        kind,
                        Money.parseYuan(amount),
                        Amounts.day(day, Instant.now().toEpochMilli()),
                        reference,
                        invoice);
            } catch (IllegalArgumentException e) {
                throw InputException.of("account: " + e.getMessage());
            }
        }
    }

    @Command(
            name = "topup",
            description = "Adds to the prepaid balance.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan account topup jinguan --amount 50000 --reference bank-771"})
    int topUp(
            @Mixin Movement movement,
            @Mixin PersonOption person,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        return record(movement.money(MoneyIn.Kind.TOP_UP, ""), person, database, output);
    }

    @Command(
            name = "refund",
            description = "Gives prepaid money back; never what is bound by jobs.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan account refund jinguan --amount 1000 --reference bank-772"})
    int refund(
            @Mixin Movement movement,
            @Mixin PersonOption person,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        return record(movement.money(MoneyIn.Kind.REFUND, ""), person, database, output);
    }

    @Command(
            name = "pay",
            description = "Records the payment of an issued invoice; what it is not owed stays prepaid.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  xisuan account pay jinguan --amount 58210.04 --invoice XH-2025-000001 --reference bank-773"
            })
    int pay(
            @Mixin Movement movement,
            @Mixin PersonOption person,
            @Option(names = "--invoice", paramLabel = "NUMBER", required = true, description = "Which one.")
                    String invoice,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        return record(movement.money(MoneyIn.Kind.PAYMENT, invoice), person, database, output);
    }

    @Command(
            name = "terms",
            description = "Records what was agreed about paying; the last word counts.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan account terms jinguan --payment-days 30 --credit-limit 200000"})
    int terms(
            @Parameters(paramLabel = "TENANT", description = "The tenant.") String tenant,
            @Option(
                            names = "--payment-days",
                            paramLabel = "N",
                            required = true,
                            description = "When invoices are overdue.")
                    int days,
            @Option(
                            names = "--credit-limit",
                            paramLabel = "CNY",
                            description = "How much it may owe (default: its resource's).")
                    String limit,
            @Mixin PersonOption person,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        if (days < 0) {
            throw InputException.of("--payment-days %d: write 0 or more".formatted(days));
        }
        TenantId id = new TenantId(tenant);
        Optional<Money> agreed = Optional.ofNullable(limit).map(AccountCommand::limit);
        try (Store store = database.openExisting()) {
            store.credit()
                    .agree(
                            id,
                            agreed,
                            days,
                            person.principal().name(),
                            Instant.now().toEpochMilli());
            show(store, id, output);
        }
        return 0;
    }

    @Command(
            name = "show",
            description = "Shows where a tenant stands and whether a new start is let in.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan account show jinguan"})
    int show(
            @Parameters(paramLabel = "TENANT", description = "The tenant.") String tenant,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        try (Store store = database.openReadOnly()) {
            show(store, new TenantId(tenant), output);
        }
        return 0;
    }

    private static int record(MoneyIn money, PersonOption person, DatabaseOption database, OutputOption output) {
        try (Store store = database.openExisting()) {
            store.credit()
                    .record(money, person.principal().name(), Instant.now().toEpochMilli());
            show(store, money.tenant(), output);
        }
        return 0;
    }

    private static void show(Store store, TenantId tenant, OutputOption output) {
        CreditPosition position = store.credit().position(tenant, Money.ZERO, today());
        Stands stands = new Stands(
                tenant.value(),
                position.limit(),
                position.prepaid(),
                position.paid(),
                position.committed(),
                position.arrears(),
                position.available(),
                position.refuses(Money.ofFen(1)));
        output.print(
                stands,
                Table.of(
                                Column.name("tenant", "tenant"),
                                Column.number("limitCny", "credit limit CNY"),
                                Column.number("prepaidCny", "prepaid CNY"),
                                Column.number("paidCny", "invoices paid CNY"),
                                Column.number("committedCny", "used and bound CNY"),
                                Column.number("arrearsCny", "arrears CNY"),
                                Column.number("availableCny", "left for starts CNY"),
                                Column.text("refuses", "new starts"))
                        .row(
                                stands.tenant(),
                                stands.limit(),
                                stands.prepaid(),
                                stands.paid(),
                                stands.committed(),
                                stands.arrears(),
                                stands.available(),
                                stands.refuses().map(why -> "not now: " + why).orElse("let in"))
                        .build());
    }

    private static Money limit(String text) {
        try {
            Money limit = Money.parseYuan(text);
            if (limit.compareTo(Money.ZERO) < 0) {
                throw InputException.of("--credit-limit %s: write 0 or more".formatted(text));
            }
            return limit;
        } catch (IllegalArgumentException e) {
            throw InputException.of("--credit-limit: " + e.getMessage());
        }
    }

    private static LocalDate today() {
        return BillingPeriod.dayOf(Instant.now().toEpochMilli());
    }
}
