package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.UpgradeCommand;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.cli.Main;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.Voucher;
import io.xisuan.operator.testbed.Testbed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real API server on which Helm keeps a release of ours, and the processes that run what its pods say. */
final class ChartCluster implements AutoCloseable {
    static final Duration LIMIT = Duration.ofMinutes(4);
    static final Path SAMPLE = HelmChart.ROOT.resolve("deploy/samples/cluster");

    private static final String OPERATOR = "operator";

    /** A node that bears pods of the release, and the volumes of its claims: Helm waits for both. */
    private static final String ROOM = """
            apiVersion: v1
            kind: Node
            metadata:
              name: plain-1
              annotations: {kwok.x-k8s.io/node: fake}
              labels: {kubernetes.io/hostname: plain-1, kubernetes.io/os: linux}
            status:
              capacity: {cpu: "32", memory: 128Gi, pods: "110"}
              allocatable: {cpu: "32", memory: 128Gi, pods: "110"}
            ---
            apiVersion: v1
            kind: PersistentVolume
            metadata: {name: volume-1}
            spec:
              accessModes: [ReadWriteOncePod]
              capacity: {storage: 20Gi}
              hostPath: {path: /tmp}
            ---
            apiVersion: v1
            kind: PersistentVolume
            metadata: {name: volume-2}
            spec:
              accessModes: [ReadWriteOncePod]
              capacity: {storage: 50Gi}
              hostPath: {path: /tmp}
            """;

    private static final Pattern PAGES =
            Pattern.compile("(?:health and metrics at|serves) (http://127\\.0\\.0\\.1:\\d+)/");

    private final Path work;
    private final Testbed testbed;
    private final KubernetesClient admin;
    private final PodProgram pods;
    private final List<ChildProgram> started = new ArrayList<>();

    private ChartCluster(Path work, Testbed testbed) {
        this.work = work;
        this.testbed = testbed;
        this.admin = testbed.client("admin");
        this.pods = new PodProgram(testbed, admin, work);
    }

    /** Brings a cluster up, with our namespace, which takes restricted pods only. */
    static ChartCluster up(Path work) {
        ChartCluster cluster = new ChartCluster(work, Testbed.up("chart", "--no-audit"));
        cluster.kubectl("create", "namespace", HelmChart.NAMESPACE);
        cluster.kubectl("label", "namespace", HelmChart.NAMESPACE, "pod-security.kubernetes.io/enforce=restricted");
        cluster.apply("room.yaml", ROOM);
        return cluster;
    }

    Testbed testbed() {
        return testbed;
    }

    KubernetesClient admin() {
        return admin;
    }

    PodProgram pods() {
        return pods;
    }

    String kubeconfig() {
        return testbed.kubeconfig("admin").toString();
    }

    String kubectl(String... arguments) {
        return testbed.kubectl("admin", arguments).done();
    }

    void apply(String name, String text) {
        kubectl("apply", "-f", file(name, text));
    }

    String file(String name, String text) {
        try {
            return Files.writeString(work.resolve(name), text, StandardCharsets.UTF_8)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Has Helm install or upgrade, as the documents say: it waits until all is ready. A pod of the simulated kubelet would be ready
     * at once; a real operator takes seconds to start, and what Helm gives after it hangs on that.
     */
    void upgrade(Helm chart, Map<String, Object> values) {
        UpgradeCommand command = chart.upgrade()
                .install()
                .withName("xisuan")
                .withNamespace(HelmChart.NAMESPACE)
                .withKubeConfig(testbed.kubeconfig("admin"))
                .waitReady()
                .resetThenReuseValues();
        new TreeMap<>(values).forEach(command::set);
        command.set("operator.podAnnotations.testbed\\.xisuan\\.io/start-after", "4s");
        command.call();
    }

    /** Has Helm uninstall, and waits until the agents' namespace is gone: Helm does not, and could install nothing into it meanwhile. */
    void uninstall() {
        Helm.uninstall("xisuan")
                .withNamespace(HelmChart.NAMESPACE)
                .withKubeConfig(testbed.kubeconfig("admin"))
                .call();
        Eventually.holds(
                "the agents' namespace is gone",
                LIMIT,
                () -> admin.namespaces().withName("xisuan-agent").get() == null,
                this::seen);
    }

    /** Returns the operator's pod once the controllers have made it of the newest template. */
    Pod operatorPod() {
        return Eventually.get(
                "the pod is of the newest template",
                LIMIT,
                () -> {
                    var set = admin.apps()
                            .statefulSets()
                            .inNamespace(HelmChart.NAMESPACE)
                            .withName("xisuan-operator")
                            .require();
                    Pod found = admin.pods()
                            .inNamespace(HelmChart.NAMESPACE)
                            .withName("xisuan-operator-0")
                            .get();
                    return Optional.ofNullable(found)
                            .filter(pod -> set.getStatus() != null)
                            .filter(pod -> set.getMetadata()
                                    .getGeneration()
                                    .equals(set.getStatus().getObservedGeneration()))
                            .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                            .filter(pod -> set.getStatus()
                                    .getUpdateRevision()
                                    .equals(pod.getMetadata().getLabels().get("controller-revision-hash")));
                },
                this::seen);
    }

    /** Returns the pods of a label once there are so many. */
    List<Pod> pods(String namespace, String label, String value, int count) {
        return Eventually.get(
                "%d pods %s".formatted(count, value),
                LIMIT,
                () -> Optional.of(admin.pods().inNamespace(namespace).withLabel(label, value).list().getItems().stream()
                                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                                .toList())
                        .filter(pods -> pods.size() == count),
                this::seen);
    }

    private String seen() {
        return testbed.kubectl("admin", "get", "pods,statefulsets,events", "-A").text();
    }

    String claimUid() {
        return admin.persistentVolumeClaims()
                .inNamespace(HelmChart.NAMESPACE)
                .withName("xisuan-data")
                .require()
                .getMetadata()
                .getUid();
    }

    long epoch() {
        return Long.parseLong(admin.configMaps()
                .inNamespace(HelmChart.NAMESPACE)
                .withName("xisuan-leader")
                .require()
                .getData()
                .get("epoch"));
    }

    /** Returns what people wrote and nobody may lose, by the uids that tell whether it was made anew. */
    List<String> resources() {
        List<HasMetadata> all = new ArrayList<>();
        for (Class<? extends HasMetadata> kind : List.of(TrainingJob.class, Tenant.class, Voucher.class)) {
            all.addAll(admin.resources(kind).inAnyNamespace().list().getItems());
        }
        return all.stream()
                .map(one -> one.getKind() + " " + one.getMetadata().getName() + " "
                        + one.getMetadata().getUid())
                .sorted()
                .toList();
    }

    List<String> finalized() {
        return admin.pods().inNamespace("example").list().getItems().stream()
                .filter(pod -> !pod.getMetadata().getFinalizers().isEmpty())
                .map(pod -> pod.getMetadata().getName())
                .toList();
    }

    String phase(String pod) {
        return Optional.ofNullable(
                        admin.pods().inNamespace("example").withName(pod).get())
                .map(found -> String.valueOf(found.getStatus().getPhase()))
                .orElse("gone");
    }

    /** Returns the names of all that a setup brings beside kinds, and of whatever else there is of these kinds. */
    String ours() {
        return kubectl("get", "validatingadmissionpolicies,clusterroles,clusterrolebindings,flowschemas", "-o", "name");
    }

    void await(String name, JobPhase phase, ChildProgram operator) {
        Eventually.holds(
                "%s is %s".formatted(name, phase),
                LIMIT,
                () -> Optional.ofNullable(admin.resources(TrainingJob.class)
                                .inNamespace("example")
                                .withName(name)
                                .get())
                        .filter(job ->
                                job.getStatus() != null && job.getStatus().phase() == phase)
                        .isPresent(),
                operator::said);
    }

    /** Runs what a container of a pod says. */
    ChildProgram start(Pod pod, String container) {
        ChildProgram program =
                pods.start(pod, container, work.resolve(pod.getMetadata().getUid() + "-" + container + ".log"));
        started.add(program);
        return program;
    }

    /** Runs operators until they serve their pages: one that ends before, as where the API server did not answer, is started anew as by a kubelet. */
    List<ChildProgram> serving(List<Pod> operators) {
        List<ChildProgram> programs = new ArrayList<>();
        operators.forEach(pod -> programs.add(start(pod, OPERATOR)));
        Eventually.holds(
                "operators serve their pages",
                LIMIT,
                () -> {
                    for (int i = 0; i < programs.size(); i++) {
                        if (!programs.get(i).alive()) {
                            programs.set(i, start(operators.get(i), OPERATOR));
                        }
                    }
                    return programs.stream().allMatch(program -> program.said().contains("health and metrics at"));
                },
                () -> programs.stream().map(ChildProgram::said).toList());
        return programs;
    }

    ChildProgram leads(Pod operator) {
        return says(serving(List.of(operator)).getFirst(), "leading cluster");
    }

    /** Waits until a process has said something, and fails when it ends before. */
    static ChildProgram says(ChildProgram program, String word) {
        Eventually.holds(
                "it says " + word, LIMIT, () -> program.said().contains(word) || !program.alive(), program::said);
        assertThat(program.said()).contains(word);
        return program;
    }

    /** Returns the one of several that has said something. */
    static ChildProgram either(List<ChildProgram> programs, String word) {
        return Eventually.get(
                "one says " + word,
                LIMIT,
                () -> programs.stream()
                        .filter(program -> program.said().contains(word))
                        .findFirst(),
                () -> programs.stream().map(ChildProgram::said).toList());
    }

    /** Returns what a page of a process says, which must be in order. */
    static String page(ChildProgram program, String page) {
        HttpResponse<String> answer = asked(program, page);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** Waits until a page of a process has something. */
    static void shows(ChildProgram program, String page, String word) {
        Eventually.holds(
                page + " has " + word,
                LIMIT,
                () -> asked(program, page).body().contains(word),
                () -> asked(program, page).body());
    }

    private static HttpResponse<String> asked(ChildProgram program, String page) {
        Matcher pages = PAGES.matcher(program.said());
        assertThat(pages.find()).as(program.said()).isTrue();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(pages.group(1) + page)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs the program in this process, which must end with this code, and returns what it said. */
    static String answer(int expected, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        assertThat(code).as("%s: %s%s", String.join(" ", arguments), out, err).isEqualTo(expected);
        return expected == 0 ? out.toString() : out.toString() + err;
    }

    /** Runs the program on books. */
    static String on(String db, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--db";
        all[arguments.length + 1] = db;
        return answer(0, all);
    }

    @Override
    public void close() {
        started.forEach(ChildProgram::close);
        admin.close();
        testbed.close();
    }
}
