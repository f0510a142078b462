package io.xisuan.cli.job;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.ClusterOption;
import io.xisuan.cli.ConsentOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code cancel}: jobs end, and are billed up to their end. */
@Command(
        name = "cancel",
        description = {
            "Cancels jobs: each is deleted, its workers end, and what it used until then is billed. Asks once for all of them.",
            "To keep a job and take it off its devices instead: kubectl patch xj NAME --type=merge -p '{\"spec\":{\"suspend\":true}}'"
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan cancel first-gang second-gang -n example"})
public final class CancelCommand implements Callable<Integer> {
    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private ConsentOption consent = new ConsentOption();

    @Parameters(paramLabel = "JOB", arity = "1..*", description = "The jobs by name.")
    private List<String> names = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    /** What became of a job, as JSON shows it. */
    record Cancelled(String namespace, String job, String was, String site, String payableNow) {
        static Cancelled of(TrainingJob job) {
            JobPage.Shown shown = JobPage.Shown.of(job);
            return new Cancelled(shown.namespace(), shown.job(), shown.phase(), shown.site(), shown.payableNow());
        }
    }

    @Override
    public Integer call() {
        Language language = output.language();
        try (KubernetesClient client = cluster.open()) {
            // All are found before any is ended: a name that is wrong cancels nothing.
            FirmJobs jobs = new FirmJobs(client);
            String namespace = cluster.namespace();
            List<TrainingJob> found = new LinkedHashSet<>(names)
                    .stream().map(name -> jobs.named(namespace, name)).toList();
            if (!consent.given(question(found, language), language)) {
                spec.commandLine().getErr().println("xisuan: " + language.of("未取消任何作业", "nothing was cancelled"));
                return ExitCode.ANSWER_IS_NO.code();
            }
            found.forEach(job -> delete(client, job));
            print(found.stream().map(Cancelled::of).toList(), language);
            return ExitCode.DONE.code();
        }
    }

    private static String question(List<TrainingJob> jobs, Language language) {
        String names = jobs.stream()
                .map(job -> "%s (%s)".formatted(job.getMetadata().getName(), JobPage.phase(job)))
                .collect(Collectors.joining(", "));
        return language.of(
                        "取消 %s？已用部分照常计费，未保存的工作会丢失。", "Cancel %s? What was used is billed, what was not saved is lost.")
                .formatted(names);
    }

    /** Ends the very job that was shown: one of the same name that was made meanwhile is left alone. */
    private static void delete(KubernetesClient client, TrainingJob job) {
        DeleteOptions options = new DeleteOptionsBuilder()
                .withApiVersion("v1")
                .withKind("DeleteOptions")
                .withPropagationPolicy("Background")
                .withNewPreconditions()
                .withUid(job.getMetadata().getUid())
                .endPreconditions()
                .build();
        String path = "/apis/xisuan.io/v1alpha1/namespaces/%s/trainingjobs/%s"
                .formatted(job.getMetadata().getNamespace(), job.getMetadata().getName());
        try {
            client.raw(path, "DELETE", options);
        } catch (KubernetesClientException gone) {
            if (gone.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw gone;
            }
        }
    }

    private void print(List<Cancelled> cancelled, Language language) {
        Table.Builder table = Table.of(
                Column.name("job", language.of("已取消作业", "Cancelled job")),
                Column.name("was", language.of("此前状态", "Was")),
                Column.name("site", language.of("站点", "Site")),
                Column.number("payableNow", language.of("原预计应付（元）", "Was to pay CNY")));
        cancelled.forEach(each -> table.row(each.job(), each.was(), each.site(), each.payableNow()));
        output.print(cancelled, table.build());
    }
}
