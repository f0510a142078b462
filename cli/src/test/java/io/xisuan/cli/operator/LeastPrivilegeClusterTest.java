package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.cli.Main;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.ClusterSetup;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.testbed.Testbed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The operator has the rights that it uses and no others: it runs as the user {@code xisuan-operator} through the lives of
 * jobs, and then each request of the audit log is compared with each right that its roles grant.
 */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeastPrivilegeClusterTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String USER = "xisuan-operator";
    private static final Path ROOT = Path.of(System.getProperty("xisuan.root", "."));
    private static final Path SAMPLE = ROOT.resolve("deploy/samples/cluster");

    /** What the gang mounts; there before it, so that the claim is bound. */
    private static final String MOUNTED = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: code, namespace: example}
            ---
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: {name: scratch, namespace: example}
            spec: {accessModes: [ReadWriteMany], volumeName: scratch, storageClassName: "", resources: {requests: {storage: 1Gi}}}
            ---
            apiVersion: v1
            kind: PersistentVolume
            metadata: {name: scratch}
            spec:
              accessModes: [ReadWriteMany]
              capacity: {storage: 1Gi}
              claimRef: {namespace: example, name: scratch}
              nfs: {server: nfs.example, path: /scratch}
            """;

    /** A gang with a host file, a ConfigMap and a claim, which its tenant deletes while it runs. */
    private static final String LONG_GANG = """
            apiVersion: xisuan.io/v1alpha1
            kind: TrainingJob
            metadata:
              name: long-gang
              namespace: example
              annotations: {testbed.xisuan.io/run-for: "600s"}
            spec:
              workers: 2
              devicesPerWorker: 4
              variants: [{accelerator: nvidia-h800-80g, image: "registry.example/train:1"}]
              runTime: 1h
              contractRef: c-example
              launcher: mpi
              checkpoint: {uri: "s3://checkpoints/example/long-gang", every: 30m, grace: 5s}
              volumes: [{name: code, mountPath: /code, configMap: code}, {name: scratch, mountPath: /scratch, claim: scratch}]
            """;

    @TempDir
    static Path work;

    private Testbed testbed;
    private KubernetesClient admin;
    private ChildProgram operator;
    private Set<Request> requests = Set.of();

    @BeforeAll
    void live_through_the_lives_of_jobs() throws IOException {
        testbed = Testbed.up("rights");
        admin = testbed.client("admin");
        assertThat(ClusterSetup.install(admin, new ClusterId("local"))).isEqualTo(ActAnswer.DONE);
        program(
                "contracts",
                "import",
                "--suppliers",
                SAMPLE.resolve("suppliers.csv").toString(),
                "--contracts",
                SAMPLE.resolve("contracts.csv").toString(),
                "--db",
                db());
        operator = ChildProgram.start(
                work.resolve("operator.log"),
                "operator",
                "--no-install",
                "--kubeconfig",
                testbed.kubeconfig(USER).toString(),
                "--data",
                work.resolve("data").toString(),
                "--db",
                db());
        testbed.kubectl("admin", "apply", "-f", SAMPLE.toString()).done();
        apply("mounted.yaml", MOUNTED);
        await("first-gang", JobPhase.SUCCEEDED);
        unfinalised("first-gang");
        startAndDelete();
        operator.stop();
        requests = readRequests();
    }

    /** Starts a gang with files, suspends it, lets it go on, and deletes it while it runs. */
    private void startAndDelete() throws IOException {
        apply("long-gang.yaml", LONG_GANG);
        await("long-gang", JobPhase.RUNNING);
        suspend(true);
        await("long-gang", JobPhase.SUSPENDED);
        suspend(false);
        await("long-gang", JobPhase.RUNNING);
        testbed.kubectl("admin", "delete", "trainingjob", "-n", "example", "long-gang")
                .done();
        Eventually.holds("its pods are gone", LIMIT, () -> pods("long-gang").isEmpty(), () -> pods("long-gang"));
    }

    private void suspend(boolean now) {
        testbed.kubectl(
                        "admin",
                        "patch",
                        "trainingjob",
                        "long-gang",
                        "-n",
                        "example",
                        "--type=merge",
                        "-p",
                        "{\"spec\":{\"suspend\":%s}}".formatted(now))
                .done();
    }

    private void apply(String file, String text) throws IOException {
        Path written = Files.writeString(work.resolve(file), text, StandardCharsets.UTF_8);
        testbed.kubectl("admin", "apply", "-f", written.toString()).done();
    }

    @AfterAll
    void take_down() {
        operator.close();
        admin.close();
        testbed.close();
    }

    @Test
    void every_request_of_the_operator_is_granted() {
        List<Request> refused = requests.stream()
                .filter(request -> request.forbidden() || granted().stream().noneMatch(right -> right.allows(request)))
                .toList();

        assertThat(requests).hasSizeGreaterThan(30);
        assertThat(refused).as("requests that no role grants").isEmpty();
    }

    @Test
    void every_right_of_the_operator_is_used_or_stands_among_the_exceptions_with_a_reason() throws IOException {
        Map<String, String> exceptions = exceptions();
        List<Right> granted = granted();
        List<String> idle = granted.stream()
                .filter(right -> requests.stream()
                        .noneMatch(request ->
                                right.equals(narrowest(granted, request).orElse(null))))
                .map(Right::line)
                .filter(line -> !exceptions.containsKey(line))
                .toList();

        assertThat(idle)
                .as("rights that nobody used: take them from rights.yaml, or give a reason")
                .isEmpty();
    }

    @Test
    void every_exception_is_a_right_that_is_granted_and_has_a_reason() throws IOException {
        List<String> lines = granted().stream().map(Right::line).toList();

        assertThat(lines).containsAll(exceptions().keySet());
        assertThat(exceptions().values()).allMatch(reason -> reason.length() > 20);
    }

    /** Returns the right by which a request is granted: one of the operator's own namespace before one of the whole cluster. */
    private static Optional<Right> narrowest(List<Right> granted, Request request) {
        return granted.stream().filter(right -> right.allows(request)).max(Comparator.comparing(Right::role));
    }

    private List<Right> granted() {
        List<Right> rights = new ArrayList<>(Right.of(
                Right.CLUSTER,
                admin.rbac().clusterRoles().withName(USER).require().getRules()));
        rights.addAll(Right.of(
                Right.NAMESPACE,
                admin.rbac()
                        .roles()
                        .inNamespace(Right.OURS)
                        .withName(USER)
                        .require()
                        .getRules()));
        return rights;
    }

    private Set<Request> readRequests() {
        Path kubeconfig = testbed.kubeconfig(USER);
        return Request.of(kubeconfig.resolveSibling("../audit/audit.log").normalize(), USER);
    }

    /** Returns the reasons of {@code deploy/rbac-exceptions.tsv} by right. */
    private static Map<String, String> exceptions() throws IOException {
        Map<String, String> exceptions = new TreeMap<>();
        for (String line : Files.readAllLines(ROOT.resolve("deploy/rbac-exceptions.tsv"), StandardCharsets.UTF_8)) {
            if (!line.startsWith("#")) {
                int reason = line.lastIndexOf('\t');
                exceptions.put(line.substring(0, reason), line.substring(reason + 1));
            }
        }
        return exceptions;
    }

    private void await(String name, JobPhase phase) {
        Eventually.holds(
                "%s is %s".formatted(name, phase),
                LIMIT,
                () -> job(name)
                        .map(job -> job.getStatus() != null && job.getStatus().phase() == phase)
                        .orElse(false),
                () -> job(name).map(TrainingJob::getStatus) + operator.said());
    }

    private void unfinalised(String name) {
        Eventually.holds(
                "the finalizers of %s are off".formatted(name),
                LIMIT,
                () -> pods(name).stream()
                        .allMatch(pod -> pod.getMetadata().getFinalizers().isEmpty()),
                operator::said);
    }

    private Optional<TrainingJob> job(String name) {
        return Optional.ofNullable(admin.resources(TrainingJob.class)
                .inNamespace("example")
                .withName(name)
                .get());
    }

    private List<Pod> pods(String name) {
        return admin.pods()
                .inNamespace("example")
                .withLabel("xisuan.io/job-name", name)
                .list()
                .getItems();
    }

    private static String db() {
        return "jdbc:sqlite:" + work.resolve("data/xisuan.db");
    }

    private static void program(String... arguments) {
        StringWriter out = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(out, true), arguments);
        assertThat(code).as(out.toString()).isZero();
    }
}
