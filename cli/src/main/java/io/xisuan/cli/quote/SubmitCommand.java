package io.xisuan.cli.quote;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.ClusterOption;
import io.xisuan.cli.ConsentOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.ask.Hub;
import io.xisuan.cli.output.Format;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.operator.api.v1alpha1.InquiryQuote;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code submit FILE}: shows what a job would cost and when it would start, asks once, and submits it. */
@Command(
        name = "submit",
        description =
                "Submits a training job: first its price by site and start time and what each voucher pays, then one question, then the job.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: xisuan submit train.yaml -n example",
            "Example: xisuan submit train.yaml --site east --yes --wait"
        })
public final class SubmitCommand implements Callable<Integer> {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Mixin
    private Progress progress = new Progress();

    @Parameters(paramLabel = "FILE", description = "The manifest of one TrainingJob.")
    private Path file = Path.of("");

    @Option(names = "--site", paramLabel = "SITE", description = "Only at this site.")
    private @Nullable String site;

    @Option(
            names = "--start-within",
            paramLabel = "TIME",
            defaultValue = InquiryQuote.DEFAULT_START_WITHIN,
            description = "How long from now the start may be, as 24h: the offer holds for any start within.")
    private String within = InquiryQuote.DEFAULT_START_WITHIN;

    @Mixin
    private ConsentOption consent = new ConsentOption();

    @Option(names = "--dry-run", description = "Show the quote, have the API server check the job, and create nothing.")
    private boolean dryRun;

    @Option(names = "--wait", description = "Wait until the job runs, or is said never to.")
    private boolean wait;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    /** What became of it, as JSON shows it. */
    record Submitted(JsonNode offer, String job, boolean created) {}

    @Override
    public Integer call() {
        TrainingJob job = PlacedJob.at(AskedJob.of(file, cluster.namespace()), Optional.ofNullable(site));
        try (KubernetesClient client = cluster.open()) {
            // 1. The quote; nothing but the question is created.
            String namespace = job.getMetadata().getNamespace();
            JsonNode offer =
                    new Hub(client, namespace, progress).ask(Questions.quote(job, Optional.ofNullable(site), within));
            OfferPage page = new OfferPage(offer, output.language());
            if (forPeople()) {
                page.print(output.output());
            }
            if (!page.offered()) {
                err().println(output.language().of("没有站点供应，未提交。", "No site offers it: nothing is submitted."));
                return ExitCode.ANSWER_IS_NO.code();
            }
            // 2. One question.
            if (!dryRun && !consent.given(question(job), output.language())) {
                err().println(output.language().of("未提交。", "Nothing is submitted."));
                return ExitCode.ANSWER_IS_NO.code();
            }
            // 3. The job.
            create(client, job);
            if (forPeople()) {
                output.output().say(said(job));
            } else {
                output.print(new Submitted(offer, name(job), !dryRun), page.starts());
            }
            return wait && !dryRun
                    ? new JobWait(client, err(), output.language()).until(job).code()
                    : ExitCode.DONE.code();
        }
    }

    private boolean forPeople() {
        return output.output().format() == Format.TABLE;
    }

    private void create(KubernetesClient client, TrainingJob job) {
        if (dryRun) {
            client.resource(job).dryRun().create();
        } else {
            client.resource(job).create();
        }
    }

    private String question(TrainingJob job) {
        return output.language().of("提交 %s?", "Submit %s?").formatted(name(job));
    }

    private String said(TrainingJob job) {
        Language lang = output.language();
        String name = name(job);
        return dryRun
                ? lang.of("%s 可以提交；未创建。", "%s may be submitted; nothing was created.")
                        .formatted(name)
                : lang.of("%s 已提交；之后可用 xisuan eta、xisuan why 查看。", "%s is submitted; see xisuan eta and xisuan why.")
                        .formatted(name);
    }

    private static String name(TrainingJob job) {
        return job.getMetadata().getNamespace() + "/" + job.getMetadata().getName();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
