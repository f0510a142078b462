package io.xisuan.cli.claim;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.store.Store;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code claim clawback}: records that the authority wants paid money back. */
@Command(
        name = "clawback",
        description = "Records that the authority wants paid money back; who bears it follows from contract and cause.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  xisuan claim clawback CL-000012 --amount 300.00 --cause eligibility --reference letter-17 --by li"
        })
public final class ClawbackCommand extends StepCommand {
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

    @Override
    ClaimStep step(Store store, Claim claim, long nowMillis) {
        return new ClaimStep.ClawBack(
                ClaimOptions.money("--amount", amount),
                ClaimOptions.cause(cause),
                ClaimOptions.day(day, nowMillis),
                reference);
    }
}
