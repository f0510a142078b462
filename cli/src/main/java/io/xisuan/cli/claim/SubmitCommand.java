package io.xisuan.cli.claim;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.store.Store;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code claim submit}: says that a frozen claim was handed in; a second person approves it. */
@Command(
        name = "submit",
        description = "Says that a frozen claim was handed in; takes a second person.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan claim submit CL-000012 --receipt 2026-QY-0071 --by li"})
public final class SubmitCommand extends StepCommand {
    @Option(names = "--receipt", paramLabel = "TEXT", required = true, description = "What the authority gave for it.")
    private String receipt = "";

    @Option(names = "--day", paramLabel = "DATE", description = "The day it happened (default: today).")
    private Optional<String> day = Optional.empty();

    @Override
    ClaimStep step(Store store, Claim claim, long nowMillis) {
        return new ClaimStep.Submit(ClaimOptions.day(day, nowMillis), receipt);
    }
}
