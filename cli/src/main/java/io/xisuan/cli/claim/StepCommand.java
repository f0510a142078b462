package io.xisuan.cli.claim;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.output.OutputOption;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command that takes one step of a claim: it names the claim and who does it, and does the step or proposes it. */
abstract class StepCommand implements Callable<Integer> {
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

    /**
     * Returns the step, as the options say.
     *
     * @param claim as it stands
     * @throws io.xisuan.model.InputException when an option means nothing
     */
    abstract ClaimStep step(Store store, Claim claim, long nowMillis);

    @Override
    public final Integer call() {
        long now = clock.millis();
        try (Store store = database.openExisting()) {
            ClaimDesk desk = new ClaimDesk(store, output);
            ClaimStep step = step(store, desk.find(name).claim(), now);
            return desk.step(
                    name, step, person.principal(), now, spec.commandLine().getErr());
        }
    }
}
