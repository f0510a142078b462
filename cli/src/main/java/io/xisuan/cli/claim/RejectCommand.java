package io.xisuan.cli.claim;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.store.Store;
import io.xisuan.model.Money;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code claim reject}: records that the authority accepts nothing. */
@Command(
        name = "reject",
        description = "Records that the authority accepts nothing, and why.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan claim reject CL-000012 --cause evidence --appeal --by li"})
public final class RejectCommand extends StepCommand {
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

    @Override
    ClaimStep step(Store store, Claim claim, long nowMillis) {
        return new ClaimStep.Answer(
                ClaimOptions.day(day, nowMillis),
                Money.ZERO,
                new TreeMap<>(),
                Optional.of(new ClaimStep.Rest(ClaimOptions.cause(cause), appeal)));
    }
}
