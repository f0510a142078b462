package io.xisuan.cli.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.cli.ClusterOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.LanguageOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.model.ClusterId;
import io.xisuan.model.InputException;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.ClusterSetup;
import io.xisuan.operator.act.RefusalReason;
import io.xisuan.operator.act.SetupOptions;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code xisuan install}: what a cluster needs before an operator without an administrator's rights runs on it. */
@Command(
        name = "install",
        description =
                "Installs CRDs, policies, roles and the priority class, or brings them up to date; needs an administrator's rights. The operator then runs with --no-install.",
        footer = {
            "",
            "Examples:",
            "  xisuan install --kubeconfig admin.conf",
            "  xisuan install --kubeconfig admin.conf --tenant-policies deny",
            "  xisuan install --print",
            "",
            "Policies warn first; let them refuse once nobody is warned any more."
        },
        mixinStandardHelpOptions = true)
public final class InstallCommand implements Callable<Integer> {
    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Option(
            names = "--tenant-policies",
            paramLabel = "warn|deny",
            defaultValue = "warn",
            description =
                    "What happens to pods in tenants' namespaces that take devices past the operator: a warning and a mark in the audit log, or a refusal (default: ${DEFAULT-VALUE}).")
    private String tenantPolicies = "warn";

    @Option(
            names = "--operator-user",
            paramLabel = "NAME",
            description = "The user that the operator authenticates as (default: xisuan-operator).")
    private @Nullable String operatorUser;

    @Option(
            names = "--print",
            description =
                    "Print what would be applied, as YAML for kubectl apply --server-side, and ask no cluster; apply it once, the epoch is the leader's.")
    private boolean print;

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Mixin
    private Progress progress = new Progress();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        SetupOptions options = options();
        if (print) {
            spec.commandLine().getOut().print(ClusterSetup.manifests(options, ""));
            return ExitCode.DONE.code();
        }
        try (KubernetesClient client = cluster.open()) {
            Optional<String> release =
                    progress.during(say("询问集群", "asking the cluster"), () -> ClusterSetup.release(client));
            if (release.isPresent()) {
                spec.commandLine().getErr().println("xisuan: " + keptByHelm(release.get()));
                return ExitCode.ANSWER_IS_NO.code();
            }
            return said(progress.during(
                            say("安装资源类型、策略与角色", "installing kinds, policies and roles"),
                            () -> ClusterSetup.install(client, new ClusterId("local"), options)))
                    .code();
        }
    }

    private String keptByHelm(String release) {
        return say(
                        "本集群的安装由 Helm 发布 %1$s 管理：请用 helm upgrade %1$s -n xisuan-system（setup.tenantPolicies 相当于本命令的 --tenant-policies）",
                        "the Helm release %1$s keeps this cluster's setup: use helm upgrade %1$s -n xisuan-system (setup.tenantPolicies is this command's --tenant-policies)")
                .formatted(release);
    }

    private String say(String zh, String en) {
        return language.language().of(zh, en);
    }

    private SetupOptions options() {
        SetupOptions options = SetupOptions.DEFAULTS.withTenantPolicies(
                switch (tenantPolicies) {
                    case "warn" -> SetupOptions.Enforcement.WARN;
                    case "deny" -> SetupOptions.Enforcement.DENY;
                    default ->
                        throw InputException.of(
                                "--tenant-policies: \"%s\" is neither warn nor deny".formatted(tenantPolicies));
                });
        try {
            return operatorUser == null ? options : options.withOperatorUser(operatorUser);
        } catch (IllegalArgumentException no) {
            throw InputException.of("--operator-user: %s".formatted(no.getMessage()));
        }
    }

    private ExitCode said(ActAnswer answer) {
        PrintWriter err = spec.commandLine().getErr();
        return switch (answer) {
            case ActAnswer.Done done -> {
                spec.commandLine()
                        .getOut()
                        .println(say(
                                        "已安装：资源类型、策略（租户 Pod：%s）、角色。请以 --no-install 运行 operator。",
                                        "Installed: kinds, policies (tenants' pods: %s), roles. Run the operator with --no-install.")
                                .formatted(tenantPolicies));
                yield ExitCode.DONE;
            }
            case ActAnswer.Fenced(String message) -> {
                err.println("xisuan: " + message);
                yield ExitCode.ANSWER_IS_NO;
            }
            case ActAnswer.Refused(RefusalReason reason, String message) -> {
                err.println("xisuan: " + message);
                yield reason == RefusalReason.NO_RIGHTS ? ExitCode.REFUSED : ExitCode.ANSWER_IS_NO;
            }
            case ActAnswer.Unreachable(String message) -> {
                err.println("xisuan: " + message);
                yield ExitCode.UNREACHABLE;
            }
        };
    }
}
