package io.xisuan.benchmarks.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.xisuan.benchmarks.NotMeasured;
import io.xisuan.benchmarks.Parameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Kueue's manager on a control plane without containers.
 *
 * <p>It runs with the settings that it ships with, but: only the integration of {@code batch/v1} Jobs, no leader election, no
 * metrics and visibility servers, and no admission webhooks (Jobs are created suspended and well formed, so there is nothing for them
 * to do; each call would cost the API server time). The manager insists on certificates for webhooks and on kinds that
 * convert by one: it makes them itself in a Secret, which this class puts where a kubelet would mount it; the old version of the kinds
 * is not served, so that nothing is ever converted.
 */
record KueuePeer(Lab lab, KubernetesClient admin, Path binary, Path crds) {
    private static final String NAMESPACE = "kueue-system";
    private static final String SECRET = "kueue-webhook-server-cert";
    private static final String OLD_VERSION = "v1beta1";

    private static final String CONFIG = """
            apiVersion: config.kueue.x-k8s.io/v1beta2
            kind: Configuration
            namespace: kueue-system
            health: {healthProbeBindAddress: "127.0.0.1:HEALTH"}
            metrics: {bindAddress: "0"}
            webhook: {host: 127.0.0.1, port: WEBHOOK, certDir: "CERTS"}
            leaderElection: {leaderElect: false}
            controller:
              groupKindConcurrency:
                Job.batch: 5
                Pod: 5
                Workload.kueue.x-k8s.io: 10
                LocalQueue.kueue.x-k8s.io: 5
                Cohort.kueue.x-k8s.io: 1
                ClusterQueue.kueue.x-k8s.io: 5
                ResourceFlavor.kueue.x-k8s.io: 1
            clientConnection: {qps: 300, burst: 500}
            internalCertManagement: {enable: true, webhookServiceName: kueue-webhook-service, webhookSecretName: kueue-webhook-server-cert}
            integrations: {frameworks: [batch/job]}
            """;

    /** Returns the peer that the options name. */
    static KueuePeer of(Lab lab, KubernetesClient admin, Parameters parameters) {
        require(parameters);
        return new KueuePeer(lab, admin, parameters.path("kueue-binary"), parameters.path("kueue-crds"));
    }

    /** Refuses options that name no Kueue, before anything is measured. */
    static void require(Parameters parameters) {
        if (parameters.text("kueue-binary").isEmpty() || !Files.isExecutable(parameters.path("kueue-binary"))) {
            throw new NotMeasured("--kueue-binary names no program: build Kueue with go build ./cmd/kueue");
        }
        if (parameters.text("kueue-crds").isEmpty() || !Files.isDirectory(parameters.path("kueue-crds"))) {
            throw new NotMeasured("--kueue-crds names no folder: it is config/components/crd/bases of Kueue's source");
        }
    }

    /** Installs its kinds, starts it, and returns when its queues are active. */
    Child start() {
        install();
        Path certs = lab.folder().resolve("kueue-certs");
        Path config = lab.folder().resolve("kueue.yaml");
        write(
                config,
                CONFIG.replace("HEALTH", freePort())
                        .replace("WEBHOOK", freePort())
                        .replace("CERTS", certs.toString()));
        TreeMap<String, String> environment = new TreeMap<>();
        environment.put("KUBECONFIG", lab.kubeconfig("admin").toString());
        Child manager = lab.keep(Child.start(
                lab.folder().resolve("kueue.log"),
                List.of(
                        binary.toString(),
                        "--config",
                        config.toString(),
                        "--zap-log-level=1",
                        "--feature-gates=VisibilityOnDemand=false"),
                environment));
        mount(certs, manager);
        Manifests.create(admin, KueueSide.resources());
        awaitActive(manager);
        return manager;
    }

    private void install() {
        try (Stream<Path> files = Files.list(crds)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                admin.resource(withoutOldVersion(Files.readString(file))).create();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        admin.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(SECRET)
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
    }

    /** Returns a kind with its old version not served, and a conversion that is never asked for. */
    static GenericKubernetesResource withoutOldVersion(String text) {
        GenericKubernetesResource kind = Serialization.unmarshal(text, GenericKubernetesResource.class);
        if (!(kind.get("spec", "versions") instanceof List<?> versions)
                || !(kind.get("spec") instanceof Map<?, ?> spec)) {
            throw new NotMeasured("--kueue-crds holds a file that is no CustomResourceDefinition");
        }
        if (versions.size() > 1) {
            versions.forEach(KueuePeer::stopServing);
            put(
                    spec,
                    "conversion",
                    Map.of(
                            "strategy",
                            "Webhook",
                            "webhook",
                            Map.of(
                                    "clientConfig",
                                    Map.of("url", "https://127.0.0.1:1/convert"),
                                    "conversionReviewVersions",
                                    List.of("v1"))));
        }
        return kind;
    }

    private static void stopServing(Object version) {
        if (version instanceof Map<?, ?> one && OLD_VERSION.equals(one.get("name"))) {
            put(one, "served", false);
        }
    }

    @SuppressWarnings("unchecked") // an object of a YAML file has strings as keys
    private static void put(Map<?, ?> object, String key, Object value) {
        ((Map<String, Object>) object).put(key, value);
    }

    /** Does what a kubelet does with a Secret that is mounted. */
    private void mount(Path certs, Child manager) {
        Wait.asking(
                "Kueue has made its certificates",
                lab.limit(),
                () -> secret().containsKey("tls.crt") || !manager.alive(),
                manager::lastSaid);
        secret().forEach((name, value) -> {
            write(certs.resolve(name), new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
        });
    }

    private Map<String, String> secret() {
        Secret secret = admin.secrets().inNamespace(NAMESPACE).withName(SECRET).require();
        return secret.getData() == null ? Map.of() : secret.getData();
    }

    private void awaitActive(Child manager) {
        int queues = AdmissionLoad.COHORTS * AdmissionLoad.QUEUES_OF_A_COHORT;
        Wait.asking(
                "Kueue's queues are active",
                lab.limit(),
                () -> admin.genericKubernetesResources(KueueSide.CLUSTER_QUEUES).list().getItems().stream()
                                .filter(queue -> KueueSide.holds(queue, "Active"))
                                .count()
                        == queues,
                manager::lastSaid);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
