package io.xisuan.operator.act;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.xisuan.model.InputException;
import java.nio.file.Files;
import java.nio.file.Path;

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
        if (!Files.isReadable(kubeconfig)) {
            throw InputException.of(
                    "Kubeconfig %s cannot be read: name the file with --kubeconfig".formatted(kubeconfig));
        }
        return open(Config.fromKubeconfig(kubeconfig.toFile()));
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
