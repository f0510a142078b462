package io.xisuan.cli.claim;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimCase;
import io.xisuan.billing.claim.ClaimDue;
import io.xisuan.billing.claim.ClaimScope;
import io.xisuan.billing.claim.ClaimState;
import io.xisuan.billing.claim.Claimable;
import io.xisuan.billing.claim.evidence.Dossier;
import io.xisuan.billing.claim.evidence.Proof;
import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.programme.ClaimWindow;
import io.xisuan.billing.programme.Programme;
import io.xisuan.billing.programme.ProgrammeVersion;
import io.xisuan.billing.store.ClaimRecord;
import io.xisuan.billing.store.ClaimSettlements;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.cli.programmes.Definitions;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code claim due}: what can be claimed, by when, and what is missing; warns with exit code 1. */
@Command(
        name = "due",
        description =
                "Shows what can be claimed or handed in, by when, and what is missing; exit 1 when something is overdue or near.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan claim due --within 14d"})
public final class DueCommand implements Callable<Integer> {
    private final Clock clock = Clock.systemUTC();

    @Option(
            names = "--within",
            paramLabel = "DAYS",
            defaultValue = "14d",
            description = "How long before its end a window is near (default: 14d).")
    private String within = "14d";

    @Option(names = "--on", paramLabel = "DATE", description = "As of this day (default: today).")
    private Optional<String> on = Optional.empty();

    @Option(
            names = "--journal",
            paramLabel = "DIR|URL",
            description =
                    "The usage journal, a folder or the URL of a store on a server, for documents without a stored line book.")
    private Optional<String> journal = Optional.empty();

    @Mixin
    private Definitions definitions = new Definitions();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    /** One thing to do, as JSON shows it. */
    record Due(
            String programme,
            String supplier,
            String what,
            String lastMonth,
            Money amount,
            String urgency,
            Optional<LocalDate> by,
            String why,
            List<String> missing) {}

    private record Key(ProgrammeId programme, BillingPeriod last, Money amount) {}

    @Override
    public Integer call() {
        LocalDate today = ClaimOptions.day(on, clock.millis());
        int near = ClaimOptions.days(within);
        List<Programme> programmes = definitions.all();
        List<Due> due = new ArrayList<>();
        try (Store store = database.openReadOnly()) {
            ClaimDesk desk = new ClaimDesk(store, output);
            for (Programme programme : programmes) {
                ClaimCase known = desk.known(programme);
                for (Supplier supplier : store.suppliers()) {
                    free(desk.book().stock(supplier.id()), programme.id())
                            .ifPresent(key -> due.add(unclaimed(supplier, key, known.version(), today, near)));
                }
                desk.book().claims().stream()
                        .filter(record -> record.claim().scope().programme().equals(programme.id()))
                        .filter(record -> record.claim().state() == ClaimState.OPEN
                                || record.claim().state() == ClaimState.FROZEN)
                        .forEach(record -> due.add(unsubmitted(desk, record, known, today, near)));
            }
            new ClaimSettlements(store).owed().forEach(owed -> due.add(owed(desk, owed)));
        }
        output.print(due, table(due));
        boolean warns = due.stream()
                .anyMatch(one -> ClaimDue.Urgency.valueOf(one.urgency()).warns());
        return (warns ? ExitCode.ANSWER_IS_NO : ExitCode.DONE).code();
    }

    /** Returns what no claim holds of a programme. */
    private static Optional<Key> free(List<Claimable> stock, ProgrammeId programme) {
        SortedMap<BillingPeriod, Money> byMonth = new TreeMap<>();
        stock.stream()
                .filter(one -> one.deduction().programme().equals(programme)
                        && !one.free().isZero())
                .forEach(one -> byMonth.merge(one.month(), one.free(), Money::plus));
        Money amount = byMonth.values().stream().reduce(Money.ZERO, Money::plus);
        return byMonth.isEmpty() ? Optional.empty() : Optional.of(new Key(programme, byMonth.lastKey(), amount));
    }

    private static Due unclaimed(Supplier supplier, Key key, ProgrammeVersion version, LocalDate today, int near) {
        ClaimDue due = ClaimDue.of(version, key.last(), today, near);
        List<String> asked = Proof.of(version.payout()).stream()
                .map(proof -> proof.number() + " " + proof.text())
                .toList();
        return new Due(
                key.programme().value(),
                supplier.id().value(),
                "not claimed",
                key.last().toString(),
                key.amount(),
                due.urgency().name(),
                due.window().map(window -> window.days().to()),
                due.why(),
                Proof.unknown(version.payout()) ? List.of("nobody knows what has to be handed in") : asked);
    }

    private Due unsubmitted(ClaimDesk desk, ClaimRecord record, ClaimCase known, LocalDate today, int near) {
        Claim claim = record.claim();
        ClaimDue due = ClaimDue.of(known.version(), claim.scope().to(), today, near);
        List<Dossier.Missing> missing = claim.state() == ClaimState.OPEN
                ? desk.dossier(claim, known, journal).missing()
                : List.of();
        return new Due(
                claim.scope().programme().value(),
                claim.scope().supplier().value(),
                claim.name() + " " + claim.state(),
                claim.scope().to().toString(),
                claim.total(),
                due.urgency().name(),
                due.window().map(ClaimWindow::days).map(days -> days.to()),
                due.why(),
                missing.stream()
                        .map(one -> "%d %s: %s"
                                .formatted(one.proof().number(), one.proof().text(), one.what()))
                        .toList());
    }

    /** Returns a note that a buyer is owed of a claim that was not paid: it can be drafted now, and no window ends for it. */
    private static Due owed(ClaimDesk desk, ClaimSettlements.Owed owed) {
        ClaimScope scope = desk.find(owed.claim()).claim().scope();
        return new Due(
                scope.programme().value(),
                scope.supplier().value(),
                "note on %s for %s".formatted(owed.invoice(), owed.claim()),
                owed.month().toString(),
                owed.amount(),
                ClaimDue.Urgency.OPEN_NOW.name(),
                Optional.empty(),
                "the buyer bears it: xisuan invoice notes --month " + owed.month(),
                List.of());
    }

    private static Table table(List<Due> due) {
        Table.Builder table = Table.of(
                Column.name("programme", "programme"),
                Column.name("supplier", "supplier"),
                Column.name("what", "what"),
                Column.name("lastMonth", "to month"),
                Column.number("amountCny", "amount CNY"),
                Column.name("urgency", "urgency"),
                Column.text("why", "by when"),
                Column.text("missing", "asked for or missing"));
        due.forEach(one -> table.row(
                one.programme(),
                one.supplier(),
                one.what(),
                one.lastMonth(),
                one.amount(),
                one.urgency(),
                one.why(),
                String.join("; ", one.missing())));
        return table.build();
    }
}
