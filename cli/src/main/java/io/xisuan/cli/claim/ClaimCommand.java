package io.xisuan.cli.claim;

import io.xisuan.billing.claim.ClaimLine;
import io.xisuan.billing.claim.ClaimScope;
import io.xisuan.billing.claim.ClaimSource;
import io.xisuan.billing.claim.ClaimSteps;
import io.xisuan.billing.claim.Deduction;
import io.xisuan.billing.store.ClaimBook;
import io.xisuan.billing.store.ClaimRecord;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.cli.programmes.Definitions;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code claim}: what suppliers claim back of deducted vouchers, from opening to reconciling. */
@Command(
        name = "claim",
        description = "Claims on programmes: list, show, open, and each step after it; due, pack, archive, verify.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DueCommand.class,
            AttachCommand.class,
            FreezeCommand.class,
            SubmitCommand.class,
            AcceptCommand.class,
            RejectCommand.class,
            PayCommand.class,
            ReconcileCommand.class,
            ClawbackCommand.class,
            WithdrawCommand.class,
            ArchiveCommand.class,
            VerifyCommand.class,
            PackCommand.class
        })
public final class ClaimCommand {
    /** A line as JSON shows it. */
    record LineView(
            int line,
            Optional<String> document,
            Optional<Integer> documentLine,
            Optional<String> voucher,
            String contract,
            String tenant,
            Optional<String> job,
            Optional<String> day,
            Money amount) {
        static LineView of(ClaimLine line) {
            Optional<Deduction> source = line.source() instanceof ClaimSource.Deducted(Deduction deduction)
                    ? Optional.of(deduction)
                    : Optional.empty();
            return new LineView(
                    line.number(),
                    source.map(Deduction::document),
                    source.map(Deduction::line),
                    source.map(one -> one.voucher().value()),
                    line.source().contract().value(),
                    line.source().tenant().value(),
                    source.map(one -> one.key().attempt().job().namespace() + "/"
                            + one.key().attempt().job().name()),
                    source.map(one -> one.key().day().toString()),
                    line.amount());
        }
    }

    /** One step of a claim's history as JSON shows it. */
    record StepView(String step, String by, Instant at) {}

    /** A claim with everything as JSON shows it. */
    record Shown(ClaimView claim, String openedBy, List<String> notes, List<LineView> lines, List<StepView> steps) {
        static Shown of(ClaimRecord record) {
            return new Shown(
                    ClaimView.of(record.claim()),
                    record.openedBy().name(),
                    record.notes(),
                    record.claim().lines().stream().map(LineView::of).toList(),
                    record.events().stream()
                            .map(event -> new StepView(
                                    ClaimSteps.kind(event.step()),
                                    event.by().name(),
                                    Instant.ofEpochMilli(event.atMillis())))
                            .toList());
        }
    }

    private final Clock clock = Clock.systemUTC();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Command(
            name = "list",
            description = "Lists claims with what is claimed, accepted, paid and owed.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan claim list --programme qingyang-2024 -o csv"})
    int list(
            @Option(names = "--programme", paramLabel = "ID", description = "Of this programme alone.")
                    Optional<String> programme,
            @Option(names = "--state", paramLabel = "STATE", description = "In this state alone, as submitted.")
                    Optional<String> state,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        try (Store store = database.openReadOnly()) {
            List<ClaimView> views = new ClaimBook(store)
                    .claims().stream()
                            .map(record -> ClaimView.of(record.claim()))
                            .filter(view ->
                                    programme.map(view.programme()::equals).orElse(true))
                            .filter(view -> state.map(one -> view.state().equals(one.toUpperCase(Locale.ROOT)))
                                    .orElse(true))
                            .toList();
            output.print(views, ClaimView.table(views));
        }
        return 0;
    }

    @Command(
            name = "show",
            description = "Shows a claim with its lines, how its amount came about, and its history.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan claim show CL-000012 -o json"})
    int show(
            @Parameters(paramLabel = "CLAIM", description = "The claim.") String name,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        try (Store store = database.openReadOnly()) {
            Shown shown = Shown.of(new ClaimDesk(store, output).find(name));
            output.print(shown, ClaimView.table(List.of(shown.claim())));
            output.output().alsoForPeople("lines", lines(shown.lines()));
            shown.notes().forEach(note -> output.output().say(note));
            shown.steps()
                    .forEach(
                            step -> output.output().say("%s by %s at %s".formatted(step.step(), step.by(), step.at())));
        }
        return 0;
    }

    private static Table lines(List<LineView> lines) {
        Table.Builder table = Table.of(
                Column.number("line", "line"),
                Column.name("document", "document"),
                Column.number("documentLine", "its line"),
                Column.name("voucher", "voucher"),
                Column.name("tenant", "tenant"),
                Column.text("job", "job"),
                Column.name("day", "day"),
                Column.number("amountCny", "claimed CNY"));
        lines.forEach(line -> table.row(
                line.line(),
                line.document().orElse("rounding of the programme"),
                line.documentLine().map(Object::toString).orElse(""),
                line.voucher().orElse(""),
                line.tenant(),
                line.job().orElse(""),
                line.day().orElse(""),
                line.amount()));
        return table.build();
    }

    @Command(
            name = "open",
            description = "Opens a claim on all that a supplier deducted for a programme and no claim holds.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example:",
                "  xisuan claim open --supplier zhongwei-compute --programme qingyang-2024 --month 2025-07 --to 2025-09 --by li"
            })
    int open(
            @Option(names = "--supplier", paramLabel = "ID", required = true, description = "Who claims.")
                    String supplier,
            @Option(names = "--programme", paramLabel = "ID", required = true, description = "From which programme.")
                    String programme,
            @Option(names = "--month", paramLabel = "YYYY-MM", required = true, description = "The first month.")
                    String month,
            @Option(names = "--to", paramLabel = "YYYY-MM", description = "The last month (default: the first).")
                    Optional<String> to,
            @Option(names = "--contract", paramLabel = "ID", description = "One contract alone (default: all).")
                    Optional<String> contract,
            @Option(
                            names = "--accept-difference",
                            description =
                                    "Claim what the programme's formula pays though it is less by more than rounding; the rest is the supplier's cost.")
                    boolean anyDifference,
            @Mixin Definitions definitions,
            @Mixin PersonOption person,
            @Mixin DatabaseOption database,
            @Mixin OutputOption output) {
        BillingPeriod from = ClaimOptions.month("--month", month);
        BillingPeriod last = to.map(text -> ClaimOptions.month("--to", text)).orElse(from);
        if (last.compareTo(from) < 0) {
            throw InputException.of("--to %s is before --month %s".formatted(last, from));
        }
        try (Store store = database.openExisting()) {
            ClaimDesk desk = new ClaimDesk(store, output);
            SupplierId seller = seller(store, supplier);
            var known = desk.known(definitions.find(programme));
            ClaimScope scope =
                    new ClaimScope(seller, known.programme().id(), from, last, contract.map(ContractId::new));
            ClaimBook.Terms terms = new ClaimBook.Terms(known, anyDifference);
            return desk.print(
                    desk.book().open(scope, terms, person.principal(), clock.millis()),
                    spec.commandLine().getErr());
        }
    }

    private static SupplierId seller(Store store, String supplier) {
        SupplierId seller = new SupplierId(supplier);
        if (store.suppliers().stream().noneMatch(known -> known.id().equals(seller))) {
            throw InputException.of(
                    "--supplier %s: no such supplier is in the books: see supplier list".formatted(supplier));
        }
        return seller;
    }
}
