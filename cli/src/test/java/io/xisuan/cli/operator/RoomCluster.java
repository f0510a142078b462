package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.billing.store.DecisionRecord;
import io.xisuan.billing.store.RoomBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.Main;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.testbed.Testbed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The sample sites on a real control plane with the operator as its users start it: three nodes of eight devices each. */
final class RoomCluster implements AutoCloseable {
    static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Path ROOT = Path.of(System.getProperty("xisuan.root", "."));
    private static final Path SAMPLE = ROOT.resolve("deploy/samples/cluster");

    private final Path work;
    private final List<String> options;
    private final Testbed testbed;
    private final KubernetesClient admin;
    private ChildProgram operator;

    /** Brings it up with all samples but the job; each is changed as given before it is applied. */
    RoomCluster(String purpose, Path work, UnaryOperator<String> samples) {
        this(purpose, work, samples, List.of());
    }

    /**
     * @param options what the operator is started with besides
     */
    RoomCluster(String purpose, Path work, UnaryOperator<String> samples, List<String> options) {
        this.work = work;
        this.options = List.copyOf(options);
        this.testbed = Testbed.up(purpose, "--no-audit");
        this.admin = testbed.client("admin");
        run(
                "contracts",
                "import",
                "--suppliers",
                sample("suppliers.csv"),
                "--contracts",
                sample("contracts.csv"),
                "--db",
                db());
        this.operator = started();
        for (String name : List.of(
                "10-sites.yaml",
                "20-nodes.yaml",
                "30-tenant.yaml",
                "40-tariff.yaml",
                "45-programme.yaml",
                "50-voucher.yaml")) {
            apply(name, samples.apply(text(name)));
        }
    }

    private static String sample(String name) {
        return SAMPLE.resolve(name).toString();
    }

    private static String text(String name) {
        try {
            return Files.readString(SAMPLE.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    KubernetesClient admin() {
        return admin;
    }

    ChildProgram operator() {
        return operator;
    }

    void killOperator() {
        operator.kill();
    }

    void startOperator() {
        operator = started();
    }

    /** Starts the operator, and again when it ends before it leads, as a Deployment would. */
    private ChildProgram started() {
        ChildProgram started = startedOnce();
        for (int again = 0; again < 3 && !started.alive(); again++) {
            started.close();
            started = startedOnce();
        }
        assertThat(started.alive()).as(started.said()).isTrue();
        return started;
    }

    private ChildProgram startedOnce() {
        List<String> arguments = new ArrayList<>(List.of(
                "operator",
                "--kubeconfig",
                testbed.kubeconfig("admin").toString(),
                "--data",
                work.resolve("data").toString(),
                "--db",
                db()));
        arguments.addAll(options);
        ChildProgram started = ChildProgram.start(work.resolve("operator.log"), arguments.toArray(String[]::new));
        int before = leads(started.said());
        Eventually.holds(
                "the operator leads",
                START_LIMIT,
                () -> leads(started.said()) > before || !started.alive(),
                started::said);
        return started;
    }

    private static int leads(String said) {
        return said.split("leading cluster", -1).length;
    }

    void apply(String name, String text) {
        try {
            Path file = Files.writeString(work.resolve(name), text);
            Eventually.holds(
                    name + " is applied",
                    LIMIT,
                    () -> testbed.kubectl("admin", "apply", "-f", file.toString())
                                    .code()
                            == 0,
                    () -> testbed.kubectl("admin", "apply", "-f", file.toString())
                            .text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for a job at site east that is the sample's but for what is changed. */
    String submit(String name, int workers, int priority, String runFor, String more) {
        return submit(name, workers, priority, Map.of("run-for", runFor), more);
    }

    /**
     * @param plays how the fake kubelet has its pods behave, by what stands after {@code testbed.xisuan.io/}
     */
    String submit(String name, int workers, int priority, Map<String, String> plays, String more) {
        apply(name + ".yaml", """
                apiVersion: xisuan.io/v1alpha1
                kind: TrainingJob
                metadata:
                  name: %s
                  namespace: example
                  annotations: {%s}
                spec:
                  workers: %d
                  devicesPerWorker: 8
                  variants:
                    - {accelerator: nvidia-h800-80g, image: "registry.example/train:1", command: [torchrun, train.py]}
                  resources: {cpu: "8", memory: 64Gi}
                  runTime: 1h
                  contractRef: c-example
                  placement: {sites: [east]}
                  priority: %d
                  %s
                """.formatted(name, annotations(plays), workers, priority, more));
        return job(name).orElseThrow().getMetadata().getUid();
    }

    private static String annotations(Map<String, String> plays) {
        return new TreeMap<>(plays)
                .entrySet().stream()
                        .map(play -> "testbed.xisuan.io/%s: \"%s\"".formatted(play.getKey(), play.getValue()))
                        .collect(Collectors.joining(", "));
    }

    /** A job that agreed to be stopped. */
    static String preemptible(String grace) {
        return "checkpoint: {uri: \"s3://checkpoints/x\", every: 30m, grace: %s}".formatted(grace);
    }

    void await(String name, JobPhase phase) {
        Eventually.holds(
                name + " is " + phase,
                LIMIT,
                () -> job(name)
                        .filter(job ->
                                job.getStatus() != null && job.getStatus().phase() == phase)
                        .isPresent(),
                () -> job(name).map(TrainingJob::getStatus) + "\n" + operator.said());
    }

    void await(String name, int attempt, JobPhase phase) {
        await(name, phase);
        Eventually.holds(
                name + " is in attempt " + attempt,
                LIMIT,
                () -> job(name)
                        .filter(job ->
                                Integer.valueOf(attempt).equals(job.getStatus().attempt()))
                        .isPresent(),
                () -> job(name).map(TrainingJob::getStatus) + "\n" + operator.said());
    }

    /** Returns a job; an API server that does not answer in time is asked again. */
    Optional<TrainingJob> job(String name) {
        for (int again = 0; again < 3; again++) {
            try {
                return Optional.ofNullable(admin.resources(TrainingJob.class)
                        .inNamespace("example")
                        .withName(name)
                        .get());
            } catch (KubernetesClientException late) {
                System.out.printf("%s could not be read: %s%n", name, late.getMessage());
            }
        }
        return Optional.empty();
    }

    void delete(String name) {
        testbed.kubectl("admin", "delete", "trainingjob", name, "-n", "example").done();
        Eventually.holds(
                "the pods of " + name + " are gone",
                LIMIT,
                () -> admin.pods()
                        .inNamespace("example")
                        .withLabel(Marks.JOB_NAME, name)
                        .list()
                        .getItems()
                        .isEmpty(),
                () -> operator.said());
    }

    /** Makes a pod of the owner of east that asks for devices; without a class it may evict guests. */
    void owner(String name, int devices, String priorityClass) {
        apply(name + ".yaml", """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: default, labels: {owner: east}}
                spec:
                  %s
                  nodeSelector: {xisuan.io/site: east}
                  containers:
                    - name: own
                      image: registry.example/own:1
                      resources: {limits: {nvidia.com/gpu: %d}}
                """.formatted(
                        name,
                        priorityClass.isEmpty() ? "restartPolicy: Always" : "priorityClassName: " + priorityClass,
                        devices));
    }

    void awaitBound(String name) {
        Eventually.holds(
                name + " is bound",
                LIMIT,
                () -> scheduled(name).isPresent(),
                () -> testbed.kubectl("admin", "get", "pods", "-A", "-o", "wide")
                                .text()
                        + operator.said());
    }

    private Optional<PodCondition> scheduled(String name) {
        return admin.pods().inNamespace("default").withName(name).get().getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("PodScheduled")
                        && condition.getStatus().equals("True"))
                .findFirst();
    }

    /** Returns how long a pod waited from its creation, in whole seconds as the API server states them. */
    long secondsToBound(String name) {
        Pod pod = admin.pods().inNamespace("default").withName(name).get();
        long seconds = Duration.between(
                        Instant.parse(pod.getMetadata().getCreationTimestamp()),
                        Instant.parse(scheduled(name).orElseThrow().getLastTransitionTime()))
                .toSeconds();
        System.out.printf("%s had its devices after %d s%n", name, seconds);
        return seconds;
    }

    void removeOwners() {
        testbed.kubectl("admin", "delete", "pods", "-n", "default", "-l", "owner=east", "--wait=true")
                .done();
    }

    List<Pod> pods(String job) {
        return admin.pods()
                .inNamespace("example")
                .withLabel(Marks.JOB_NAME, job)
                .list()
                .getItems();
    }

    Testbed testbed() {
        return testbed;
    }

    <T> T stored(Function<Store, T> read) {
        try (Store store = Store.openReadOnly(db())) {
            return read.apply(store);
        }
    }

    RoomBook book(Store store) {
        return new RoomBook(store);
    }

    List<DecisionRecord> decisions(String uid) {
        return stored(store -> store.decisions(uid));
    }

    /** What a command said and how it ended. */
    record Said(int code, String out, String err) {}

    static Said run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Said(code, out.toString(), err.toString());
    }

    String db() {
        return "jdbc:sqlite:" + work.resolve("data/xisuan.db");
    }

    @Override
    public void close() {
        operator.close();
        admin.close();
        testbed.close();
    }
}
