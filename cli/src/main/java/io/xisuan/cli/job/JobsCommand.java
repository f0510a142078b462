package io.xisuan.cli.job;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.cli.ClusterOption;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.Waiting;
import io.xisuan.model.InputException;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code jobs}: where a firm's jobs stand, why, and what they cost. */
@Command(
        name = "jobs",
        description = {
            "Lists training jobs, the newest first: where each stands and why, where it runs, when it started or is expected to (~),",
            "what is payable now and what an authority pays back later."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  xisuan jobs -n example", "  xisuan jobs -n example --phase queued,running -o json"
        })
public final class JobsCommand implements Runnable {
    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Of all namespaces; operations and finance may.")
    private boolean everywhere;

    @Option(
            names = "--phase",
            split = ",",
            paramLabel = "PHASE",
            description =
                    "Only jobs that stand so: refused, queued, starting, running, stopping, suspended, succeeded, failed, never.")
    private List<String> phases = new ArrayList<>();

    @Mixin
    private Progress progress = new Progress();

    @Override
    public void run() {
        phases.forEach(JobsCommand::known);
        List<JobPage.Shown> shown =
                asked().stream().filter(this::wanted).map(JobPage.Shown::of).toList();
        output.print(shown, new JobPage(output.language()).table(shown, everywhere));
    }

    private List<TrainingJob> asked() {
        try (Waiting asking = progress.begin("asking the cluster");
                KubernetesClient client = cluster.open()) {
            asking.now("listing the jobs");
            FirmJobs jobs = new FirmJobs(client);
            return everywhere ? jobs.everywhere() : jobs.in(cluster.namespace());
        }
    }

    private boolean wanted(TrainingJob job) {
        return phases.isEmpty() || phases.stream().anyMatch(phase -> phase.equalsIgnoreCase(JobPage.phase(job)));
    }

    private static void known(String phase) {
        boolean known =
                Arrays.stream(JobPhase.values()).anyMatch(each -> each.name().equalsIgnoreCase(phase));
        if (!known) {
            throw InputException.of("--phase %s: the phases are %s"
                    .formatted(
                            phase,
                            String.join(
                                    ", ",
                                    Arrays.stream(JobPhase.values())
                                            .map(each -> each.name().toLowerCase(Locale.ROOT))
                                            .toList())));
        }
    }
}
