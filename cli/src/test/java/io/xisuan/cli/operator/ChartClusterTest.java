package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.Pod;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.ClusterSetup;
import io.xisuan.operator.act.SetupOptions;
import io.xisuan.operator.agent.SimulatedKubelet;
import io.xisuan.operator.agent.SimulatedPod;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The chart's whole life on a real API server: from the pod of the frozen first release a job comes to its invoice; Helm upgrades to the
 * chart of now and the operator goes on from the pod that comes of it; everything is taken away; and the profile on a server runs from its
 * pods. The program of the first release is not there to run: ours runs as its pod says. All the while somebody of operations tries what
 * only policies forbid.
 */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChartClusterTest {
    private static final Duration LIMIT = ChartCluster.LIMIT;
    private static final int SHORTEST_LEASE = 6;

    private static String gang(String name, String runFor) {
        return """
            apiVersion: xisuan.io/v1alpha1
            kind: TrainingJob
            metadata: {name: %s, namespace: example, annotations: {testbed.xisuan.io/run-for: "%s"}}
            spec:
              workers: 2
              devicesPerWorker: 4
              variants: [{accelerator: nvidia-h800-80g, image: "registry.example/train:1"}]
              runTime: 1h
              contractRef: c-example
            """.formatted(name, runFor);
    }

    /** What no policy lets pass in a tenant's namespace while we are there. */
    private static final String ORDINARY = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: ordinary
              namespace: example
              labels: {xisuan.io/job: mine}
              annotations: {testbed.xisuan.io/run-for: "1s"}
            spec:
              restartPolicy: Never
              containers:
              - name: train
                image: "registry.example/train:1"
                resources: {limits: {nvidia.com/gpu: "1"}}
            """;

    @TempDir
    static Path work;

    private ChartCluster cluster;
    private Optional<ChildProgram> leader = Optional.empty();
    private Optional<Trespass> trespass = Optional.empty();
    private Optional<ChartServer> server = Optional.empty();
    private String claim = "";
    private Optional<ChartBooks> books = Optional.empty();
    private List<String> resources = List.of();

    @BeforeAll
    void bring_up() {
        cluster = ChartCluster.up(work);
    }

    @AfterAll
    void take_down() {
        trespass.ifPresent(Trespass::close);
        cluster.close();
        server.ifPresent(ChartServer::close);
    }

    @Test
    @Order(1)
    void from_the_first_releases_pod_a_job_comes_to_its_invoice() throws IOException {
        cluster.upgrade(new Helm(HelmChart.FROZEN), Map.of("operator.leaseSeconds", SHORTEST_LEASE));
        claim = cluster.claimUid();
        Files.createDirectories(cluster.pods().claim("xisuan-data"));
        ChartCluster.on(
                db(),
                "contracts",
                "import",
                "--suppliers",
                sample("suppliers.csv"),
                "--contracts",
                sample("contracts.csv"));
        // Our program wants the kinds and rights of now; the workload is the first release's.
        assertThat(ClusterSetup.install(
                        cluster.admin(),
                        new ClusterId("local"),
                        SetupOptions.DEFAULTS.withOperatorUser("system:serviceaccount:xisuan-system:xisuan-operator")))
                .isEqualTo(ActAnswer.DONE);
        Pod pod = cluster.operatorPod();
        assertThat(pod.getSpec().getContainers()).hasSize(1);
        assertThat(pod.getMetadata().getLabels()).containsEntry("app.kubernetes.io/version", "0.1.0");

        leader = Optional.of(cluster.leads(pod));
        cluster.kubectl("apply", "-f", ChartCluster.SAMPLE.toString());
        cluster.await("first-gang", JobPhase.SUCCEEDED, operator());
        ChartBooks.invoice(db());

        assertThat(operator().stop()).as(operator().said()).isZero();
        ChartBooks written = ChartBooks.of(db());
        books = Optional.of(written);
        assertThat(written.invoices()).hasSize(1);
        resources = cluster.resources();
        assertThat(resources).hasSize(3);
    }

    @Test
    @Order(2)
    void an_upgrade_keeps_volume_books_and_objects_and_the_next_job_goes_on() {
        backToTheFirstRelease();
        trespass = Optional.of(Trespass.begin(cluster.testbed()));

        cluster.upgrade(HelmChart.helm(), Map.of("backup.enabled", true));

        nothingPassed();
        assertThat(ClusterSetup.check(cluster.admin(), new ClusterId("local"))).isEqualTo(ActAnswer.DONE);
        assertThat(cluster.claimUid()).isEqualTo(claim);
        assertThat(cluster.resources()).isEqualTo(resources);
        Pod pod = cluster.operatorPod();
        assertThat(pod.getSpec().getContainers()).hasSize(2);
        leader = Optional.of(cluster.leads(pod));
        assertThat(ChartBooks.of(db())).isEqualTo(books.orElseThrow());
        ChartBooks.verify(db(), journal());
        cluster.apply("next.yaml", gang("next", "2s"));
        cluster.await("next", JobPhase.SUCCEEDED, operator());
        ChartBooks.invoice(db());
        assertThat(ChartBooks.of(db()).invoices())
                .hasSize(2)
                .startsWith(books.orElseThrow().invoices().getFirst());
    }

    @Test
    @Order(3)
    void the_second_container_makes_backups_that_can_be_restored_and_the_operator_tells_of_the_newest()
            throws Exception {
        assertThat(ChartCluster.page(operator(), "/metrics")).contains("\nxisuan_backup_newest_timestamp_seconds 0.0");

        ChildProgram backup = cluster.start(cluster.operatorPod(), "backup");
        ChartCluster.says(backup, "done");
        assertThat(backup.alive()).as(backup.said()).isTrue();
        backup.kill();

        assertThat(ChartCluster.page(operator(), "/metrics"))
                .containsPattern("\nxisuan_backup_newest_timestamp_seconds \\d\\.\\d+E9");
        assertThat(restored()).isEqualTo(ChartBooks.of(db()));
    }

    @Test
    @Order(4)
    void an_upgrade_while_a_leader_acts_leaves_its_epoch_alone() {
        long before = cluster.epoch();

        cluster.upgrade(HelmChart.helm(), Map.of("setup.tenantPolicies", "deny"));

        nothingPassed();
        assertThat(cluster.epoch()).isEqualTo(before).isPositive();
        assertThat(cluster.kubectl("get", "validatingadmissionpolicybinding", "xisuan-tenant-pods", "-o", "yaml"))
                .contains("- Deny");
        assertThat(ClusterSetup.check(cluster.admin(), new ClusterId("local"))).isEqualTo(ActAnswer.DONE);
        assertThat(operator().alive()).isTrue();
        assertThat(ChartCluster.answer(1, "install", "--kubeconfig", cluster.kubeconfig()))
                .contains("helm upgrade xisuan -n xisuan-system");
    }

    @Test
    @Order(5)
    void uninstalling_is_refused_while_jobs_run_and_their_operator_was_killed_unless_they_are_given_up() {
        cluster.apply("long.yaml", gang("left-alone", "600s"));
        cluster.await("left-alone", JobPhase.RUNNING, operator());
        operator().kill();
        assertThat(cluster.testbed()
                        .kubectl("admin", "apply", "--dry-run=server", "-f", cluster.file("ordinary.yaml", ORDINARY))
                        .code())
                .isNotZero();

        String refused = uninstall(1, "--yes");

        assertThat(refused)
                .contains("example/left-alone-1-0", "--abandon-running", "attempts whose device time is not closed");
        assertThat(cluster.finalized()).hasSize(2);
        assertThat(ChartCluster.answer(
                        2, "uninstall", "--kubeconfig", cluster.kubeconfig(), "--purge", "another", "--yes"))
                .contains("testbed-");
    }

    @Test
    @Order(6)
    void after_uninstalling_ordinary_pods_start_and_end_and_kinds_and_books_are_there() {
        assertThat(uninstall(0, "--yes", "--abandon-running")).contains("helm uninstall xisuan -n xisuan-system");

        assertThat(cluster.finalized()).isEmpty();
        cluster.apply("ordinary.yaml", ORDINARY);
        Eventually.holds(
                "it ends", LIMIT, () -> "Succeeded".equals(cluster.phase("ordinary")), () -> cluster.phase("ordinary"));
        cluster.kubectl("delete", "pod", "ordinary", "-n", "example");
        cluster.kubectl("delete", "pod", "-n", "example", "-l", "xisuan.io/job-name=left-alone", "--now");
        assertThat(cluster.resources()).containsAll(resources);
        assertThat(uninstall(0, "--yes")).contains("TrainingJob");
        cluster.uninstall();
        nothingPassed();
        assertThat(cluster.claimUid()).isEqualTo(claim);
        assertThat(cluster.ours()).doesNotContain("xisuan");
    }

    @Test
    @Order(7)
    void an_installation_that_fails_gives_operations_nothing() {
        // The StatefulSet comes after all roles of the release, and before its policies.
        assertThatThrownBy(() -> cluster.upgrade(HelmChart.helm(), Map.of("operator.podLabels.team", "no label!")))
                .hasMessageContaining("no label!");

        assertThat(cluster.kubectl("get", "clusterroles,clusterrolebindings", "-o", "name"))
                .doesNotContain("xisuan-operations", "xisuan-people");
        cluster.uninstall();
        nothingPassed();
    }

    @Test
    @Order(8)
    void on_a_server_two_operators_run_from_their_pods_and_one_goes_on_where_the_other_was_killed() {
        ChartServer postgresql = new ChartServer();
        server = Optional.of(postgresql);
        String url = postgresql.url();
        ChartCluster.on(
                url,
                "contracts",
                "import",
                "--suppliers",
                sample("suppliers.csv"),
                "--contracts",
                sample("contracts.csv"));
        postgresql.secrets(cluster, cluster.pods().claim("xisuan-data").resolve("keys/journal.key"));
        cluster.upgrade(
                HelmChart.helm(),
                postgresql.values(Map.of(
                        "replicas",
                        2,
                        "backup.enabled",
                        true,
                        "operator.leaseSeconds",
                        SHORTEST_LEASE,
                        "agent.kubeletFolder",
                        work.toString())));
        nothingPassed();

        List<ChildProgram> two =
                cluster.serving(cluster.pods(HelmChart.NAMESPACE, "app.kubernetes.io/component", "operator", 2));
        ChildProgram first = ChartCluster.either(two, "leading cluster");
        ChildProgram second = two.get(1 - two.indexOf(first));
        ChartCluster.says(second, "standing by");
        cluster.apply("served.yaml", gang("served", "6s"));
        cluster.await("served", JobPhase.RUNNING, first);
        first.kill();
        ChartCluster.says(second, "leading cluster");
        cluster.await("served", JobPhase.SUCCEEDED, second);
        ChartBooks.invoice(url);
        assertThat(ChartBooks.of(url).invoices()).hasSize(1);
        leader = Optional.of(second);
    }

    @Test
    @Order(9)
    void the_cron_jobs_pod_makes_a_backup_that_can_be_restored_elsewhere() throws IOException {
        cluster.kubectl("create", "job", "now", "--from=cronjob/xisuan-backup", "-n", HelmChart.NAMESPACE);
        ChildProgram backup = cluster.start(
                cluster.pods(HelmChart.NAMESPACE, "batch.kubernetes.io/job-name", "now", 1)
                        .getFirst(),
                "backup");

        assertThat(backup.exitCode(LIMIT)).as(backup.said()).isZero();
        assertThat(restored()).isEqualTo(ChartBooks.of(server.orElseThrow().url()));
    }

    @Test
    @Order(10)
    void the_agent_runs_as_its_pod_says() throws Exception {
        Path folder = Files.createDirectories(work.resolve("pod-resources"));
        try (SimulatedKubelet kubelet = SimulatedKubelet.start(folder.resolve("kubelet.sock"))) {
            kubelet.pods(List.of(SimulatedPod.holding("example", "served-1-0", "nvidia.com/gpu", "GPU-1")));
            Pod pod = cluster.pods("xisuan-agent", "app.kubernetes.io/name", "xisuan-agent", 1)
                    .getFirst();
            ChildProgram agent = cluster.start(pod, "agent");
            ChartCluster.says(agent, "the agent of node " + pod.getSpec().getNodeName());

            ChartCluster.shows(agent, "/metrics", "xisuan_agent_kubelet_up 1");
            assertThat(ChartCluster.page(agent, "/readyz")).isNotEmpty();
            assertThat(ChartCluster.page(agent, "/metrics"))
                    .contains(
                            "xisuan_agent_kubelet_up 1",
                            "device=\"GPU-1\"",
                            "node=\"" + pod.getSpec().getNodeName() + "\"");
            assertThat(agent.stop()).as(agent.said()).isZero();
        }
    }

    @Test
    @Order(11)
    void helm_uninstall_alone_takes_rights_before_policies_and_a_purge_takes_the_rest() {
        assertThat(operator().stop()).as(operator().said()).isZero();
        cluster.uninstall();

        Trespass tried = trespass.orElseThrow();
        nothingPassed();
        assertThat(tried.byPolicy()).isGreaterThan(10);
        assertThat(tried.byRights()).isGreaterThan(10);
        assertThat(cluster.ours()).doesNotContain("xisuan");
        String context = cluster.admin().getConfiguration().getCurrentContext().getName();
        // The job that an earlier uninstall left alone may run still.
        assertThat(uninstall(0, "--yes", "--abandon-running", "--purge", context))
                .contains("namespace xisuan-system");
        Eventually.holds(
                "the kinds are gone",
                LIMIT,
                () -> !cluster.kubectl("get", "crds", "-o", "name").contains("xisuan.io"),
                () -> "");
    }

    /** Takes what only our newer kinds and rights brought, and has Helm put back what the first release said of the others. */
    private void backToTheFirstRelease() {
        cluster.kubectl("delete", "crd", "inquiries.xisuan.io");
        for (String kind : List.of("validatingadmissionpolicybinding", "validatingadmissionpolicy")) {
            cluster.kubectl("delete", kind, "xisuan-operations-people");
        }
        cluster.kubectl("delete", "clusterrole", "xisuan-people");
        cluster.upgrade(new Helm(HelmChart.FROZEN), Map.of());
        assertThat(cluster.kubectl("get", "clusterrole", "xisuan-operations", "-o", "yaml"))
                .doesNotContain("xisuan-people");
    }

    private ChildProgram operator() {
        return leader.orElseThrow();
    }

    private void nothingPassed() {
        assertThat(trespass.orElseThrow().passed()).isEmpty();
    }

    private ChartBooks restored() throws IOException {
        return ChartBooks.restored(cluster.pods().claim("xisuan-backup"), Files.createTempDirectory(work, "restored"));
    }

    private String uninstall(int code, String... options) {
        String[] fixed = {"uninstall", "--kubeconfig", cluster.kubeconfig(), "--db", db(), "--lang", "en"};
        String[] all = Arrays.copyOf(fixed, fixed.length + options.length);
        System.arraycopy(options, 0, all, fixed.length, options.length);
        return ChartCluster.answer(code, all);
    }

    private static String sample(String name) {
        return ChartCluster.SAMPLE.resolve(name).toString();
    }

    private String db() {
        return "jdbc:sqlite:" + cluster.pods().claim("xisuan-data").resolve("xisuan.db");
    }

    private String journal() {
        return cluster.pods().claim("xisuan-data").resolve("journal").toString();
    }
}
