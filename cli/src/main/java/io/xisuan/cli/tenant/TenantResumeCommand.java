package io.xisuan.cli.tenant;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.cli.ClusterOption;
import io.xisuan.cli.output.OutputOption;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code tenant resume}: a suspended tenant's jobs start again. */
@Command(
        name = "resume",
        description =
                "Lets a suspended tenant's jobs start again; those that were stopped are queued and go on from their"
                        + " checkpoints.",
        footer = {"", "Example: xisuan tenant resume jinguan"},
        mixinStandardHelpOptions = true)
public final class TenantResumeCommand implements Runnable {
    @Parameters(paramLabel = "NAME", description = "The tenant.")
    private String name = "";

    @Option(names = "--dry-run", description = "Say what it would do, and change nothing.")
    private boolean dryRun;

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public void run() {
        try (KubernetesClient client = cluster.open()) {
            List<Step> steps = List.of(TenantSuspendCommand.change(
                    new ClusterObjects(client, dryRun, output.language()), Tenants.require(client, name), "null"));
            output.print(new TenantCreateCommand.Created(name, dryRun, steps), Step.table(steps, output.language()));
        }
    }
}
