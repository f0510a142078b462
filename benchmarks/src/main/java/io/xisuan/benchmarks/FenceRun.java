package io.xisuan.benchmarks;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.operator.act.ClusterConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a former leader can still do after a newer one raised the epoch, on a real API server. */
final class FenceRun implements Run {
    @Override
    public String name() {
        return "fence";
    }

    @Override
    public String about() {
        return "writes of a stopped former leader that pass the epoch fence of a cluster (--kubeconfig of an administrator)";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("kubeconfig", "");
        defaults.put("former-kubeconfig", "");
        defaults.put("trials", "200");
        defaults.put("leaders", "6");
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        int trials = parameters.count("trials", 1, 100_000);
        int leaders = parameters.count("leaders", 1, 1000);
        if (parameters.text("kubeconfig").isBlank() || !Files.isReadable(parameters.path("kubeconfig"))) {
            throw new NotMeasured(
                    "it needs a cluster: deploy/testbed/testbed up, then --kubeconfig with the file that it names");
        }
        Path kubeconfig = parameters.path("kubeconfig");
        Path other = parameters.text("former-kubeconfig").isBlank() ? kubeconfig : parameters.path("former-kubeconfig");
        try (KubernetesClient client = ClusterConnection.open(kubeconfig);
                KubernetesClient former = ClusterConnection.open(other);
                FenceGround ground = new FenceGround(client)) {
            List<Figure> figures = new ArrayList<>(new FenceWindow(ground, former).measure(trials, progress));
            figures.addAll(new StoppedLeaders(ground, kubeconfig, other).measure(leaders, progress));
            return new Measured(figures, notes(client, other.equals(kubeconfig)));
        } catch (KubernetesClientException error) {
            throw new NotMeasured("the cluster does not answer as it must: " + error.getMessage());
        }
    }

    private static List<String> notes(KubernetesClient client, boolean oneServer) {
        return List.of(
                "Kubernetes %s, everything on one machine; the former leader writes to %s."
                        .formatted(
                                client.getKubernetesVersion().getGitVersion(),
                                oneServer ? "the same API server" : "another API server of the cluster"),
                "A late write passed although it was sent after the API server had acknowledged the newer epoch; the window is the"
                        + " time from that to the last one sent (0 without one).",
                "First refused: when the earliest write that was refused had been sent, after the acknowledgement (0 when before it).",
                "Four threads of the former leader write all the while: three creations (dry run), one status.",
                "A stopped leader is continued when the newer leader's raiseEpoch returned; it then tries %d pods, a status and money."
                        .formatted(FenceLeader.PODS));
    }
}
