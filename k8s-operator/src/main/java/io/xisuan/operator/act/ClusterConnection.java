package io.xisuan.operator.act;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.xisuan.model.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Opens clients whose every request ends: ten seconds for one try, three more tries where the server had no time or the
 * connection broke. The library's own defaults would try for minutes, in which a leader can lose its office unnoticed.
 */
public final class ClusterConnection {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int REQUEST_MILLIS = 10_000;
    private static final int RETRIES = 3;
    private static final int FIRST_RETRY_MILLIS = 100;

    private ClusterConnection() {}

    /** Opens the cluster of a kubeconfig's current context; the caller closes it. */
    public static KubernetesClient open(Path kubeconfig) {
        return open(config(Optional.of(kubeconfig), Optional.empty()));
    }

    /**
     * Returns how to connect.
     *
     * @param kubeconfig empty for $KUBECONFIG, else ~/.kube/config, else the pod's own account
     * @param context one of the kubeconfig's; empty for its current one
     * @throws InputException when there is no such file to read
     */
    public static Config config(Optional<Path> kubeconfig, Optional<String> context) {
        if (kubeconfig.isEmpty()) {
            return Config.autoConfigure(context.orElse(null));
        }
        if (!Files.isReadable(kubeconfig.get())) {
            throw InputException.of("--kubeconfig %s: there is no such file to read".formatted(kubeconfig.get()));
        }
        return Config.fromKubeconfig(context.orElse(null), kubeconfig.get().toFile());
    }

    /**
     * Opens a connection of its own for what must be known in time: a request is tried once and ends within the limit. The caller
     * closes it.
     */
    public static KubernetesClient punctual(Config config, Duration limit) {
        int millis = Math.toIntExact(limit.toMillis());
        Config limited = new ConfigBuilder(config)
                .withConnectionTimeout(millis)
                .withRequestTimeout(millis)
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder().withConfig(limited).build();
    }

    /** Opens the cluster of a configuration, with our time limits; the caller closes it. */
    public static KubernetesClient open(Config config) {
        Config limited = new ConfigBuilder(config)
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestTimeout(REQUEST_MILLIS)
                .withRequestRetryBackoffLimit(RETRIES)
                .withRequestRetryBackoffInterval(FIRST_RETRY_MILLIS)
                .build();
        return new KubernetesClientBuilder().withConfig(limited).build();
    }
}
