package io.xisuan.cli.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.ClusterOption;
import io.xisuan.cli.ConsentOption;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Format;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.Waiting;
import io.xisuan.model.ClusterId;
import io.xisuan.model.InputException;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.ClusterRemoval;
import io.xisuan.operator.act.Footprint;
import io.xisuan.operator.act.RefusalReason;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code xisuan uninstall}: takes the operator away from a cluster so that everything else goes on there. */
@Command(
        name = "uninstall",
        description = {
            "Stops the operator and takes away its rights and policies, its finalizers and gates on pods, and its priority class; needs an administrator's rights.",
            "Kinds with their objects, volumes and Secrets stay, until they are purged. May be run again after an interruption."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  xisuan uninstall --dry-run",
            "  xisuan uninstall --yes",
            "",
            "The first says what would go, what stays and what is still open in money. After the second the Helm release goes by helm uninstall."
        })
public final class UninstallCommand implements Callable<Integer> {
    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--dry-run", description = "Say what would become of what, and change nothing.")
    private boolean dryRun;

    @Mixin
    private ConsentOption consent = new ConsentOption();

    @Mixin
    private Progress progress = new Progress();

    @Option(
            names = "--abandon-running",
            description = "Also while pods of jobs run: they run on, and nobody meters, bills or ends them any more.")
    private boolean abandonRunning;

    @Option(
            names = "--purge",
            paramLabel = "CONTEXT",
            description =
                    "After helm uninstall where Helm brought it: also delete the kinds with all jobs, vouchers and tariffs, and the namespace xisuan-system with its volumes: books and journal that lie there are gone. Type the name of the kubeconfig's context (in-cluster within a pod).")
    private @Nullable String purge;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        checkPurge();
        Looked books = books();
        try (KubernetesClient client = cluster.open()) {
            ClusterRemoval removal = new ClusterRemoval(
                    client,
                    new ClusterId("local"),
                    line -> spec.commandLine().getErr().println("xisuan: " + line));
            try {
                return uninstall(removal, books).code();
            } catch (KubernetesClientException error) {
                return said(removal.answer(error)).code();
            }
        }
    }

    private ExitCode uninstall(ClusterRemoval removal, Looked books) {
        Footprint seen = looked(removal);
        if (purge != null && seen.release().isPresent()) {
            return failed(purgedByHelmFirst(seen.release().get()), ExitCode.ANSWER_IS_NO);
        }
        boolean blocked = !seen.living().isEmpty() && !abandonRunning;
        if (dryRun || blocked) {
            show(seen, books, true);
            return blocked ? said(running(seen)) : ExitCode.DONE;
        }
        show(seen, books, false);
        if (!consent.given(output.language().of("把这些从集群移除？", "Take this away from the cluster?"), output.language())) {
            return failed(output.language().of("未作任何改动", "nothing was changed"), ExitCode.ANSWER_IS_NO);
        }
        ActAnswer answer = removal.remove();
        if (answer instanceof ActAnswer.Done && purge != null) {
            answer = removal.purge();
        }
        if (answer instanceof ActAnswer.Done) {
            done(seen, books);
        }
        return said(answer);
    }

    /** Looks what there is; a leader that was killed is waited for. */
    private Footprint looked(ClusterRemoval removal) {
        try (Waiting waiting = progress.begin(
                output.language().of("查看是否仍有 operator 在运行", "looking whether an operator still leads"))) {
            Footprint seen = removal.look();
            waiting.at(1, 1);
            return seen;
        }
    }

    /** Shows what would become of what; people read it before they are asked, others get the one document at the end. */
    private void show(Footprint seen, Looked books, boolean alone) {
        if (alone || output.output().format() == Format.TABLE) {
            print(seen, books, false);
        }
    }

    private void print(Footprint seen, Looked books, boolean removed) {
        Departure departure = Departure.of(seen, books.money(), books.not(), removed, purge != null);
        new DeparturePage(departure, output.language()).print(output.output());
    }

    private void done(Footprint seen, Looked books) {
        if (output.output().format() != Format.TABLE) {
            print(seen, books, true);
        }
        output.output().say(output.language().of("已移除。", "It is taken away."));
        seen.release()
                .ifPresent(release -> output.output()
                        .say(output.language().of("接下来：", "Next: ")
                                + "helm uninstall %s -n xisuan-system".formatted(release)));
    }

    /** The namespace takes Helm's own record along, and Helm would then leave what lies elsewhere: agents, their rights, flow schemas. */
    private String purgedByHelmFirst(String release) {
        return output.language()
                .of(
                        "Helm 版本 %1$s 仍在：先运行 xisuan uninstall（不加 --purge），再 helm uninstall %1$s -n xisuan-system，然后清除",
                        "the Helm release %1$s is there: run xisuan uninstall without --purge, then helm uninstall %1$s -n xisuan-system, and purge after that")
                .formatted(release);
    }

    private ActAnswer running(Footprint seen) {
        return new ActAnswer.Refused(
                RefusalReason.CHANGED,
                output.language()
                        .of(
                                "有 %d 个作业容器组仍在运行：先删除这些作业并等待结清，或加 --abandon-running 放弃其后的计量与计费",
                                "%d pods of jobs still run: delete the jobs and let them be closed first, or give up metering and billing them from here on with --abandon-running")
                        .formatted(seen.living().size()));
    }

    private void checkPurge() {
        if (purge != null) {
            Config config = cluster.config();
            String name = config.getCurrentContext() == null
                    ? "in-cluster"
                    : String.valueOf(config.getCurrentContext().getName());
            if (!purge.equals(name)) {
                throw InputException.of("--purge %s: the cluster that would lose everything is %s: type that name"
                        .formatted(purge, name));
            }
        }
    }

    /** What the books say, or why they were not asked. */
    private record Looked(OpenMoney money, Optional<String> not) {}

    private Looked books() {
        try (Store store = database.openReadOnly()) {
            return new Looked(OpenMoney.of(store), Optional.empty());
        } catch (InputException none) {
            return new Looked(new OpenMoney(List.of()), Optional.of(String.valueOf(none.getMessage())));
        }
    }

    private ExitCode said(ActAnswer answer) {
        return switch (answer) {
            case ActAnswer.Done done -> ExitCode.DONE;
            case ActAnswer.Fenced(String message) -> failed(message, ExitCode.ANSWER_IS_NO);
            case ActAnswer.Refused(RefusalReason reason, String message) ->
                failed(message, reason == RefusalReason.NO_RIGHTS ? ExitCode.REFUSED : ExitCode.ANSWER_IS_NO);
            case ActAnswer.Unreachable(String message) -> failed(message, ExitCode.UNREACHABLE);
        };
    }

    private ExitCode failed(String message, ExitCode code) {
        spec.commandLine().getErr().println("xisuan: " + message);
        return code;
    }
}
