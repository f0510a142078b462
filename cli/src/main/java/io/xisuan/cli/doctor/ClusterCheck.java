package io.xisuan.cli.doctor;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

/** Whether the cluster answers, and is one that Xisuan runs on. */
final class ClusterCheck {
    /** The first with admission policies that are stable: they fence leaders. */
    private static final int OLDEST = 30;

    /** The newest that the tests run on. */
    private static final int NEWEST = 36;

    private ClusterCheck() {}

    static List<Finding> look(KubernetesClient client) {
        String at = String.valueOf(client.getMasterUrl());
        try {
            VersionInfo version = client.getKubernetesVersion();
            return List.of(judge(at, "%s.%s".formatted(version.getMajor(), version.getMinor())));
        } catch (KubernetesClientException e) {
            return List.of(silent(at, e));
        }
    }

    /**
     * @param version as the API server states it: {@code 1.30+}
     */
    static Finding judge(String at, String version) {
        int minor = minor(version);
        if (!version.startsWith("1.") || minor < OLDEST) {
            return Finding.of(
                    Area.CLUSTER,
                    Severity.ERROR,
                    at,
                    new Words("Kubernetes %s 太旧".formatted(version), "Kubernetes %s is too old".formatted(version)),
                    new Words(
                            "需要 1.%d 或更新：旧版没有稳定的准入策略，无法隔离旧的主进程".formatted(OLDEST),
                            "1.%d or newer is needed: older ones have no stable admission policies, which fence former leaders off"
                                    .formatted(OLDEST)),
                    "kubectl version");
        }
        if (minor > NEWEST) {
            return Finding.of(
                    Area.CLUSTER,
                    Severity.HINT,
                    at,
                    new Words(
                            "Kubernetes %s 比测试过的新".formatted(version),
                            "Kubernetes %s is newer than what was tested".formatted(version)),
                    new Words(
                            "测试过 1.%d 至 1.%d".formatted(OLDEST, NEWEST),
                            "tests run on 1.%d and 1.%d".formatted(OLDEST, NEWEST)),
                    "kubectl version");
        }
        return Finding.ok(Area.CLUSTER, at, "Kubernetes " + version, "Kubernetes " + version);
    }

    private static int minor(String version) {
        String digits = version.replaceFirst("^\\d+\\.", "").replaceAll("[^0-9].*$", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private static Finding silent(String at, KubernetesClientException e) {
        boolean refused =
                e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED || e.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
        String said = said(e);
        return Finding.of(
                Area.CLUSTER,
                Severity.ERROR,
                at,
                refused
                        ? new Words("不认这个用户：" + said, "does not let this user in: " + said)
                        : new Words("没有回答：" + said, "does not answer: " + said),
                new Words(
                        "集群、其安装、权限、时钟与主进程都没有检查；用 --kubeconfig 指明集群",
                        "cluster, setup, rights, clocks and leader were not looked at; name the cluster with"
                                + " --kubeconfig"),
                "kubectl cluster-info");
    }

    /** Returns the server's sentence, or the first line of what the connection said. */
    static String said(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus())
                .flatMap(status -> Optional.ofNullable(status.getMessage()))
                .orElseGet(() -> cause(e))
                .lines()
                .findFirst()
                .orElse("");
    }

    private static String cause(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }
}
