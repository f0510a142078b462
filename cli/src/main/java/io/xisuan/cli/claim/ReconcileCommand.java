package io.xisuan.cli.claim;

import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.output.OutputOption;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code claim reconcile}: ends a claim when claimed, accepted and paid agree. */
@Command(
        name = "reconcile",
        description = "Ends a claim: claimed, accepted and paid agree, nothing is open.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: xisuan claim reconcile CL-000012 --by li"})
public final class ReconcileCommand implements Callable<Integer> {
    private final Clock clock = Clock.systemUTC();

    @Parameters(paramLabel = "CLAIM", description = "The claim.")
    private String name = "";

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
        ClaimStep step = new ClaimStep.Reconcile();
        try (Store store = database.openExisting()) {
            ClaimDesk desk = new ClaimDesk(store, output);
            return desk.step(
                    name, step, person.principal(), now, spec.commandLine().getErr());
        }
    }
}
