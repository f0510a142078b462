package io.xisuan.cli.claim;

import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.output.OutputOption;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code claim submit}: says that a frozen claim was handed in; a second person approves it. */
@Command(
        name = "submit",
        description = "Says that a frozen claim was handed in; takes a second person.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: xisuan claim submit CL-000012 --receipt 2026-QY-0071 --by li"})
public final class SubmitCommand implements Callable<Integer> {
    private final Clock clock = Clock.systemUTC();

    @Parameters(paramLabel = "CLAIM", description = "The claim.")
    private String name = "";

    @Option(names = "--receipt", paramLabel = "TEXT", required = true, description = "What the authority gave for it.")
    private String receipt = "";

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
        ClaimStep step = new ClaimStep.Submit(ClaimOptions.day(day, now), receipt);
        try (Store store = database.openExisting()) {
            ClaimDesk desk = new ClaimDesk(store, output);
            return desk.step(
                    name, step, person.principal(), now, spec.commandLine().getErr());
        }
    }
}
