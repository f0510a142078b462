package io.xisuan.cli.claim;

import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.model.Money;
import java.time.Clock;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code claim reject}: records that the authority accepts nothing. */
@Command(
        name = "reject",
        description = "Records that the authority accepts nothing, and why.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: xisuan claim reject CL-000012 --cause evidence --appeal --by li"})
public final class RejectCommand implements Callable<Integer> {
    private final Clock clock = Clock.systemUTC();

    @Parameters(paramLabel = "CLAIM", description = "The claim.")
    private String name = "";

    @Option(
            names = "--cause",
            paramLabel = "CAUSE",
            required = true,
            description = "eligibility, exhausted, evidence or lateness.")
    private String cause = "";

    @Option(
            names = "--appeal",
            description = "What is not accepted can be claimed again; else the one who bears the cause pays.")
    private boolean appeal;

    @Option(names = "--day", paramLabel = "DATE", description = "The day it happened (default: today).")
    private Optional<String> day = Optional.empty();

    @Mixin
    private PersonOption person = new PersonOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        long now = clock.millis();
        ClaimStep step = new ClaimStep.Answer(
                ClaimOptions.day(day, now),
                Money.ZERO,
                new TreeMap<>(),
                Optional.of(new ClaimStep.Rest(ClaimOptions.cause(cause), appeal)));
        try (Store store = database.openExisting()) {
            ClaimDesk desk = new ClaimDesk(store, output);
            return desk.step(
                    name, step, person.principal(), now, spec.commandLine().getErr());
        }
    }
}
