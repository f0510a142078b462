package io.xisuan.cli.quote;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.cli.ClusterOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.ask.Hub;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.InputException;
import io.xisuan.operator.api.v1alpha1.Accelerator;
import io.xisuan.operator.api.v1alpha1.InquiryQuote;
import io.xisuan.operator.api.v1alpha1.InquirySpec;
import io.xisuan.operator.api.v1alpha1.InquiryWish;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The command {@code quote}: what a job would cost at each site and when it would start there, asked of the hub; and, at the store, the
 * quotes that were shown.
 */
@Command(
        name = "quote",
        description =
                "Says what a job would cost at each site by start time, and what each voucher pays. At the store: make, list and show quotes.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: xisuan quote train.yaml -n example",
            "Example: xisuan quote --model nvidia-h800-80g --devices 16 --hours 48 -n example"
        },
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {ListCommand.class, MakeCommand.class, ShowCommand.class})
public final class QuoteCommand implements Callable<Integer> {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Mixin
    private Progress progress = new Progress();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The manifest of one TrainingJob.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--model", paramLabel = "MODEL", description = "In place of a file: the accelerator model.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--devices", paramLabel = "N", defaultValue = "8", description = "How many (default: 8).")
    private int devices;

    @Option(names = "--hours", paramLabel = "H", defaultValue = "24", description = "For how long (default: 24).")
    private int hours;

    @Option(
            names = "--contract",
            paramLabel = "ID",
            description = "Under which contract, with --model (default: the tenant's only one).")
    private Optional<String> contract = Optional.empty();

    @Option(names = "--site", paramLabel = "SITE", description = "Only at this site.")
    private Optional<String> site = Optional.empty();

    @Option(
            names = "--start-within",
            paramLabel = "TIME",
            defaultValue = InquiryQuote.DEFAULT_START_WITHIN,
            description = "How long from now the start may be, as 24h: the offer holds for any start within.")
    private String within = InquiryQuote.DEFAULT_START_WITHIN;

    @Override
    public Integer call() {
        if (file.isPresent() == model.isPresent()) {
            throw InputException.of(
                    "quote: name the file of a job, or --model with --devices and --hours; at the store: quote make, quote list, quote show ID");
        }
        Asked asked = file.map(this::job).orElseGet(this::wish);
        try (KubernetesClient client = cluster.open()) {
            OfferPage page = new OfferPage(
                    new Hub(client, asked.namespace(), progress).ask(asked.question()), output.language());
            page.print(output.output());
            return (page.offered() ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
        }
    }

    private record Asked(String namespace, InquirySpec question) {}

    private Asked job(Path manifest) {
        TrainingJob job = PlacedJob.at(AskedJob.of(manifest, cluster.namespace()), site);
        return new Asked(job.getMetadata().getNamespace(), Questions.quote(job, site, within));
    }

    private Asked wish() {
        if (devices < 1 || hours < 1) {
            throw InputException.of("--devices %d --hours %d: write at least 1 of each".formatted(devices, hours));
        }
        InquiryWish wish = new InquiryWish(accelerator(), devices, hours + "h", contract.orElse(null));
        return new Asked(cluster.namespace(), Questions.quote(wish, site, within));
    }

    private Accelerator accelerator() {
        return Arrays.stream(Accelerator.values())
                .filter(known -> known.model().id().equals(model.orElseThrow()))
                .findFirst()
                .orElseThrow(() -> InputException.of("--model: \"%s\" is no known accelerator model; known are %s"
                        .formatted(model.orElseThrow(), AcceleratorModel.knownIds())));
    }
}
