package io.xisuan.cli.voucher;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.Declaration;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code voucher balance}: what is left of each voucher, firm's yearly cap and pool. */
@Command(
        name = "balance",
        description = "Shows granted, held, used, expired and free of vouchers, firms' yearly caps and pools.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan voucher balance --programme chengdu-2025 -o csv"})
public final class BalanceCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(names = "--programme", paramLabel = "ID", description = "Of this programme alone.")
    private Optional<String> programme = Optional.empty();

    /** One balance as JSON shows it. */
    record Balance(
            String kind,
            String programme,
            String owner,
            String year,
            String authority,
            Optional<LocalDate> asOf,
            Money granted,
            Money held,
            Money used,
            Money declared,
            Money expired,
            Money revoked,
            Money deficit,
            Money free) {
        static Balance of(Account account, List<Declaration> words) {
            return new Balance(
                    account.id().kind().name(),
                    account.id().programme().value(),
                    account.id().owner(),
                    account.id().year(),
                    account.authority().name(),
                    words.stream()
                            .filter(word -> word.account().equals(account.id()))
                            .map(Declaration::asOf)
                            .max(Comparator.naturalOrder()),
                    account.granted(),
                    account.pending(),
                    account.posted(),
                    account.declared(),
                    account.expired(),
                    account.revoked(),
                    account.deficit(),
                    account.free());
        }
    }

    @Override
    public void run() {
        try (Store store = database.openReadOnly()) {
            List<Declaration> words = List.copyOf(store.books().declarations());
            List<Balance> balances = store.balances().values().stream()
                    .filter(account -> programme.isEmpty()
                            || programme.get().equals(account.id().programme().value()))
                    .map(account -> Balance.of(account, words))
                    .toList();
            output.print(balances, table(balances));
        }
    }

    private static Table table(List<Balance> balances) {
        Table.Builder table = Table.of(
                Column.name("kind", "balance"),
                Column.name("programme", "programme"),
                Column.name("owner", "of"),
                Column.name("year", "year"),
                Column.name("authority", "authority"),
                Column.name("asOf", "figure of"),
                Column.number("grantedCny", "granted CNY"),
                Column.number("heldCny", "held CNY"),
                Column.number("usedCny", "used CNY"),
                Column.number("declaredCny", "elsewhere CNY"),
                Column.number("expiredCny", "expired CNY"),
                Column.number("freeCny", "free CNY"));
        balances.forEach(balance -> table.row(
                balance.kind(),
                balance.programme(),
                balance.owner(),
                balance.year(),
                balance.authority(),
                balance.asOf(),
                balance.granted(),
                balance.held(),
                balance.used(),
                balance.declared(),
                balance.expired(),
                balance.free()));
        return table.build();
    }
}
