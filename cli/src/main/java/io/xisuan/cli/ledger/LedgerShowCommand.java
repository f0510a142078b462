package io.xisuan.cli.ledger;

import io.xisuan.billing.ledger.LedgerEntry;
import io.xisuan.billing.ledger.Posting;
import io.xisuan.billing.store.LedgerFilter;
import io.xisuan.billing.store.LedgerView;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code ledger show}: accounts with their balances, or entries with their postings. */
@Command(
        name = "show",
        description = {
            "Shows accounts with their balances, or with --entries each entry with its postings.",
            "A balance is positive where debits exceed credits."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan ledger show --entries --account AR/ --from 100 -o csv"})
public final class LedgerShowCommand implements Callable<Integer> {
    /** An account and what its postings come to. */
    record Balance(String account, Money balance) {}

    /** An entry with its postings. */
    record Entry(
            long seq,
            String kind,
            String reference,
            Optional<Instant> recordedAt,
            Optional<LocalDate> effectiveOn,
            List<Posting> postings,
            String hash) {
        static Entry of(LedgerEntry entry) {
            return new Entry(
                    entry.seq(),
                    entry.postings().kind(),
                    entry.postings().reference(),
                    entry.recordedAtMillis().stream()
                            .mapToObj(Instant::ofEpochMilli)
                            .findFirst(),
                    entry.postings().effectiveOn(),
                    entry.postings().postings(),
                    entry.hash());
        }
    }

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(names = "--entries", description = "Show entries, not balances.")
    private boolean entries;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description = "Only this account; all below it when the name ends in a slash.")
    private @Nullable String account;

    @Option(
            names = "--from",
            paramLabel = "ENTRY",
            defaultValue = "1",
            description = "From this entry on (default: 1).")
    private long from;

    @Option(names = "--to", paramLabel = "ENTRY", description = "Up to this entry (default: the last).")
    private @Nullable Long to;

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        LedgerFilter filter = filter();
        try (Store store = database.openReadOnly()) {
            if (entries) {
                printEntries(LedgerView.entries(store, filter));
            } else {
                printBalances(LedgerView.balances(store, filter));
            }
            return ExitCode.DONE.code();
        }
    }

    private LedgerFilter filter() {
        long last = to == null ? Long.MAX_VALUE : to;
        if (from < 1 || last < from) {
            throw InputException.of("--from %d --to %d: entries are numbered from 1 on".formatted(from, last));
        }
        return new LedgerFilter(Optional.ofNullable(account), from, last);
    }

    private void printBalances(SortedMap<String, Money> balances) {
        Table.Builder table = Table.of(Column.name("account", "account"), Column.number("balance", "balance CNY"));
        balances.forEach((name, balance) -> table.row(name, balance));
        Money total = balances.values().stream().reduce(Money.ZERO, Money::plus);
        table.total("%d accounts".formatted(balances.size()), total);
        output.print(
                balances.entrySet().stream()
                        .map(one -> new Balance(one.getKey(), one.getValue()))
                        .toList(),
                table.build());
    }

    private void printEntries(List<LedgerEntry> found) {
        Table.Builder table = Table.of(
                Column.number("seq", "entry"),
                Column.name("kind", "kind"),
                Column.name("reference", "reference"),
                Column.text("effectiveOn", "counts for"),
                Column.name("account", "account"),
                Column.number("amount", "amount CNY"));
        for (LedgerEntry entry : found) {
            for (Posting posting : entry.postings().postings()) {
                table.row(
                        entry.seq(),
                        entry.postings().kind(),
                        entry.postings().reference(),
                        entry.postings().effectiveOn().map(LocalDate::toString).orElse(""),
                        posting.account(),
                        posting.amount());
            }
        }
        output.print(found.stream().map(Entry::of).toList(), table.build());
    }
}
