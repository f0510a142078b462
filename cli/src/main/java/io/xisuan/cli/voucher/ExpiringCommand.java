package io.xisuan.cli.voucher;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.store.GrantRecord;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.operator.market.GrantSource;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code voucher expiring}: letters whose last day of use comes soon, with what is left of them. */
@Command(
        name = "expiring",
        description = "Lists vouchers that can be used only until a day that comes soon, with what is free.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan voucher expiring --within 30d"})
public final class ExpiringCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(names = "--within", paramLabel = "DAYS", defaultValue = "30d", description = "How soon (default: 30d).")
    private String within = "30d";

    @Option(names = "--on", paramLabel = "DATE", description = "Counted from this day (default: today).")
    private Optional<LocalDate> on = Optional.empty();

    /** One letter as JSON shows it. */
    record Expiring(
            String voucher,
            String programme,
            String tenant,
            String number,
            LocalDate lastDay,
            Money free,
            Money held) {}

    @Override
    public void run() {
        LocalDate from = on.orElseGet(() -> BillingPeriod.dayOf(Instant.now().toEpochMilli()));
        LocalDate until = from.plusDays(days());
        List<Expiring> expiring = new ArrayList<>();
        try (Store store = database.openReadOnly()) {
            SortedMap<AccountId, Account> balances = store.balances();
            for (GrantRecord grant : store.grants()) {
                GrantSource source = GrantSource.stored(grant.voucher(), grant.bodyJson());
                LocalDate last = LocalDate.parse(source.spec().validTo());
                Account account = balances.get(AccountId.voucher(grant.programme(), grant.voucher()));
                if (account != null && !last.isBefore(from) && !last.isAfter(until)) {
                    expiring.add(new Expiring(
                            grant.voucher().value(),
                            grant.programme().value(),
                            source.spec().tenant(),
                            source.spec().number(),
                            last,
                            account.free(),
                            account.pending()));
                }
            }
        }
        expiring.sort(Comparator.comparing(Expiring::lastDay).thenComparing(Expiring::voucher));
        print(expiring);
    }

    private void print(List<Expiring> expiring) {
        Table.Builder table = Table.of(
                Column.name("lastDay", "last day"),
                Column.name("voucher", "voucher"),
                Column.name("programme", "programme"),
                Column.name("tenant", "tenant"),
                Column.name("number", "number"),
                Column.number("freeCny", "free CNY"),
                Column.number("heldCny", "held CNY"));
        expiring.forEach(each -> table.row(
                each.lastDay(),
                each.voucher(),
                each.programme(),
                each.tenant(),
                each.number(),
                each.free(),
                each.held()));
        output.print(expiring, table.build());
    }

    private int days() {
        if (!within.matches("[0-9]{1,4}d")) {
            throw InputException.of("--within %s: write a number of days as 30d".formatted(within));
        }
        return Integer.parseInt(within.substring(0, within.length() - 1));
    }
}
