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

/** The command {@code claim clawback}: records that the authority wants paid money back. */
@Command(
        name = "clawback",
        description = "Records that the authority wants paid money back; who bears it follows from contract and cause.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: xisuan claim clawback CL-000012 --amount 300.00 --cause eligibility --reference letter-17 --by li"
        })
public final class ClawbackCommand implements Callable<Integer> {
    private final Clock clock = Clock.systemUTC();

    @Parameters(paramLabel = "CLAIM", description = "The claim.")
    private String name = "";

    @Option(names = "--amount", paramLabel = "CNY", required = true, description = "How much, in yuan.")
    private String amount = "";

    @Option(
            names = "--cause",
            paramLabel = "CAUSE",
            required = true,
            description = "eligibility, exhausted, evidence or lateness.")
    private String cause = "";

    @Option(names = "--reference", paramLabel = "TEXT", required = true, description = "The letter; recorded once.")
    private String reference = "";

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
        ClaimStep step = new ClaimStep.ClawBack(
                ClaimOptions.money("--amount", amount),
                ClaimOptions.cause(cause),
                ClaimOptions.day(day, now),
                reference);
        try (Store store = database.openExisting()) {
            ClaimDesk desk = new ClaimDesk(store, output);
            return desk.step(
                    name, step, person.principal(), now, spec.commandLine().getErr());
        }
    }
}
