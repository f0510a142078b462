package io.xisuan.cli;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.cli.context.Context;
import io.xisuan.cli.context.ContextFile;
import io.xisuan.model.InputException;
import io.xisuan.operator.act.ClusterConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command reaches the cluster, mixed into each that asks one: kubeconfig, context and namespace, named as kubectl names them. */
public final class ClusterOption {
    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description =
                    "How to reach the cluster (default: $KUBECONFIG, else the context of xisuan login, else ~/.kube/config, else the pod's own account).")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Which context of the kubeconfig (default: its current one).")
    private @Nullable String context;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "The namespace (default: that of the context, else default).")
    private @Nullable String namespace;

    /** Connects to the cluster; the caller closes the client. */
    public KubernetesClient open() {
        return ClusterConnection.open(config());
    }

    /** Returns the namespace that was asked for, or that of the context, or {@code default}. */
    public String namespace() {
        if (namespace != null) {
            return namespace;
        }
        return loggedIn().flatMap(Context::namespace).orElseGet(() -> {
            String configured = config().getNamespace();
            return configured == null || configured.isBlank() ? "default" : configured;
        });
    }

    /**
     * Returns how to connect.
     *
     * @throws InputException when the kubeconfig that is named cannot be read
     */
    public Config config() {
        Optional<Context> known = loggedIn();
        Optional<Path> file = Optional.ofNullable(kubeconfig)
                .or(() -> known.flatMap(Context::kubeconfig).map(Path::of));
        Optional<String> wanted = Optional.ofNullable(context).or(() -> known.flatMap(Context::kubeContext));
        if (kubeconfig == null && file.filter(path -> !Files.isReadable(path)).isPresent()) {
            throw InputException.of("context %s: %s: there is no such file to read"
                    .formatted(known.map(Context::name).orElse(""), file.get()));
        }
        return ClusterConnection.config(file, wanted);
    }

    /** The context that a person logged in to, unless the command line or $KUBECONFIG names another cluster. */
    private Optional<Context> loggedIn() {
        boolean named = kubeconfig != null || context != null || System.getenv("KUBECONFIG") != null;
        return named ? Optional.empty() : ContextFile.chosen().filter(Context::namesCluster);
    }
}
