package io.xisuan.cli.claim;

import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.store.Store;
import picocli.CommandLine.Command;

/** The command {@code claim reconcile}: ends a claim when claimed, accepted and paid agree. */
@Command(
        name = "reconcile",
        description = "Ends a claim: claimed, accepted and paid agree, nothing is open.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan claim reconcile CL-000012 --by li"})
public final class ReconcileCommand extends StepCommand {
    @Override
    ClaimStep step(Store store, Claim claim, long nowMillis) {
        return new ClaimStep.Reconcile();
    }
}
