package io.xisuan.cli.login;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.context.Context;
import io.xisuan.cli.context.ContextFile;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.Waiting;
import io.xisuan.operator.act.ClusterConnection;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code login}: remembers a cluster, a store, a person and a language under a name, after it has asked them once. */
@Command(
        name = "login",
        description = {
            "Remembers where you work, after asking it once: later commands need not be told.",
            "No secret is kept: the kubeconfig stays where it is, and a store's password is in $PGPASSWORD or ~/.pgpass."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  xisuan login --kubeconfig lab.conf -n vision        a firm: its cluster and namespace",
            "  xisuan login finance --db jdbc:postgresql://db/xisuan --as wang.wei"
        })
public final class LoginCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = "",
            description = "What you call it (default: the kubeconfig's context, else default).")
    private String name = "";

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "How to reach the cluster, as for kubectl.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Which context of the kubeconfig (default: its current one).")
    private @Nullable String kubeContext;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "The namespace of your jobs (default: that of the kubeconfig's context).")
    private @Nullable String namespace;

    @Option(names = "--db", paramLabel = "URL", description = "The store, for operations and finance; no password.")
    private @Nullable String store;

    @Option(names = "--as", paramLabel = "NAME", description = "Who you are in the books (default: as before).")
    private @Nullable String person;

    @Option(
            names = "--language",
            paramLabel = "zh|en",
            description = "What you read from now on (default: by the locale).")
    private @Nullable Language remembered;

    @Option(names = "--offline", description = "Remember it without asking cluster and store.")
    private boolean offline;

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private Progress progress = new Progress();

    @Override
    public Integer call() {
        ContextFile file = ContextFile.ofUser(System.getenv());
        Context made = context(file);
        Optional<Asked> asked = offline ? Optional.empty() : Optional.of(ask(made));
        file.write(file.read().with(made));
        ContextTable.print(output, made, asked);
        return ExitCode.DONE.code();
    }

    /** What was named now, and of the rest what the context of that name had before. */
    private Context context(ContextFile file) {
        boolean cluster = kubeconfig != null || kubeContext != null;
        Optional<Path> named = Optional.ofNullable(kubeconfig)
                .map(path -> path.toAbsolutePath().normalize());
        named.ifPresent(path -> ClusterConnection.config(Optional.of(path), Optional.empty()));
        String called = name.isBlank() ? usualName(named) : name;
        Optional<Context> before = file.read().named(called);
        return new Context(
                called,
                cluster ? named.map(Path::toString) : before.flatMap(Context::kubeconfig),
                cluster ? contextOf(named) : before.flatMap(Context::kubeContext),
                Optional.ofNullable(namespace).or(() -> before.flatMap(Context::namespace)),
                Optional.ofNullable(store).or(() -> before.flatMap(Context::store)),
                Optional.ofNullable(person).or(() -> before.flatMap(Context::person)),
                Optional.ofNullable(remembered).or(() -> before.flatMap(Context::language)));
    }

    private String usualName(Optional<Path> file) {
        return contextOf(file).orElse("default");
    }

    private Optional<String> contextOf(Optional<Path> file) {
        if (kubeContext != null || file.isEmpty()) {
            return Optional.ofNullable(kubeContext);
        }
        return Optional.ofNullable(
                        ClusterConnection.config(file, Optional.empty()).getCurrentContext())
                .map(current -> current.getName());
    }

    /** What cluster and store answered. */
    record Asked(Optional<ClusterIdentity> cluster, Optional<String> store) {}

    private Asked ask(Context made) {
        try (Waiting waiting = progress.begin(output.language().of("询问集群", "asking the cluster"))) {
            Optional<ClusterIdentity> cluster = made.namesCluster()
                    ? Optional.of(
                            identity(ClusterConnection.config(made.kubeconfig().map(Path::of), made.kubeContext())))
                    : Optional.empty();
            waiting.now(output.language().of("打开账库", "opening the store"));
            return new Asked(cluster, made.store().map(LoginCommand::opened));
        }
    }

    private static ClusterIdentity identity(Config config) {
        try (KubernetesClient client = ClusterConnection.open(config)) {
            return ClusterIdentity.ask(client);
        }
    }

    private static String opened(String url) {
        try (Store store = Store.openReadOnly(url)) {
            return store.leaderSeen().isPresent() ? "LED" : "OPENED";
        }
    }
}
