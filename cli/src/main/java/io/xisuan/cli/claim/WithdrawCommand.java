package io.xisuan.cli.claim;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.store.Store;
import picocli.CommandLine.Command;

/** The command {@code claim withdraw}: gives up an open claim; what it held can be claimed again. */
@Command(
        name = "withdraw",
        description = "Gives up an open claim; what it held can be claimed again.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan claim withdraw CL-000012 --by li"})
public final class WithdrawCommand extends StepCommand {
    @Override
    ClaimStep step(Store store, Claim claim, long nowMillis) {
        return new ClaimStep.Withdraw();
    }
}
