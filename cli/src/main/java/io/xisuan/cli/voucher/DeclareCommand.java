package io.xisuan.cli.voucher;

import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Answer;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code voucher declare}: what was used of a balance elsewhere, by whose word and as of which day. */
@Command(
        name = "declare",
        description = "Says how much of a balance was used elsewhere, in all, by one source as of a day.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  xisuan voucher declare --programme beijing-etown-2024 --tenant yizhuang --year 2025",
            "      --used 800000 --as-of 2025-10-15 --source tenant-letter-7"
        })
public final class DeclareCommand implements Callable<Integer> {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(names = "--programme", paramLabel = "ID", required = true, description = "The programme.")
    private String programme = "";

    @Option(names = "--voucher", paramLabel = "ID", description = "Of this voucher, as NAMESPACE/NAME.")
    private Optional<String> voucher = Optional.empty();

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            description = "Of this firm's cap of a year; without it, of the pool.")
    private Optional<String> tenant = Optional.empty();

    @Option(names = "--year", paramLabel = "YEAR", description = "The year of the cap or pool.")
    private Optional<Integer> year = Optional.empty();

    @Option(names = "--used", paramLabel = "CNY", required = true, description = "In all, in yuan.")
    private String used = "";

    @Option(names = "--as-of", paramLabel = "DATE", required = true, description = "The day of the figure.")
    private Optional<LocalDate> asOf = Optional.empty();

    @Option(names = "--source", paramLabel = "TEXT", required = true, description = "Who says so: a document's name.")
    private String source = "";

    /** The answer as JSON shows it. */
    record Declared(String account, Money used, LocalDate asOf, String source, boolean done, String detail) {}

    @Override
    public Integer call() {
        LocalDate day = asOf.orElseThrow();
        Money amount = amount();
        try (Store store = database.openExisting()) {
            AccountId account = account();
            if (!store.balances().containsKey(account)) {
                throw InputException.of(
                        "voucher declare: there is no balance %s; see xisuan voucher balance".formatted(account));
            }
            String id = "declare %s %s %s %d".formatted(account, source, day, amount.fen());
            var command = new io.xisuan.billing.entitlement.Command.Declare(id, account, amount, day, source);
            Answer answer = store.apply(Leading.epoch(store, "voucher declare"), List.of(command))
                    .getFirst();
            String detail = answer instanceof Answer.Refused no ? no.reason() + ": " + no.detail() : "";
            print(new Declared(account.toString(), amount, day, source, answer.done(), detail));
            return (answer.done() ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
        }
    }

    private void print(Declared declared) {
        output.print(
                declared,
                Table.of(
                                Column.name("account", "balance"),
                                Column.number("usedCny", "used elsewhere CNY"),
                                Column.name("asOf", "as of"),
                                Column.text("source", "source"),
                                Column.text("state", "state"))
                        .row(
                                declared.account(),
                                declared.used(),
                                declared.asOf(),
                                declared.source(),
                                declared.done() ? "stored" : "refused, " + declared.detail())
                        .build());
    }

    private Money amount() {
        try {
            Money amount = Money.parseYuan(used);
            if (amount.isNegative()) {
                throw InputException.of("--used: \"%s\" is negative; write what was used in all".formatted(used));
            }
            return amount;
        } catch (IllegalArgumentException e) {
            throw InputException.of("--used: " + e.getMessage());
        }
    }

    private AccountId account() {
        ProgrammeId id = new ProgrammeId(programme);
        if (voucher.isPresent()) {
            return AccountId.voucher(id, new VoucherId(voucher.get()));
        }
        int of = year.orElseThrow(
                () -> InputException.of("voucher declare: name --voucher, or --year of a cap or pool"));
        return tenant.map(firm -> AccountId.cap(id, new TenantId(firm), of)).orElseGet(() -> AccountId.pool(id, of));
    }
}
