package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.cli.Main;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.ClusterSetup;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.SegmentJournal;
import io.xisuan.operator.testbed.Testbed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A real API server that the operator reaches, as its own user, through a way on which faults can happen; and what came of its jobs
 * in placement and in money.
 */
final class FaultedCluster implements AutoCloseable {
    static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path ROOT = Path.of(System.getProperty("xisuan.root", "."));
    private static final Path SAMPLE = ROOT.resolve("deploy/samples/cluster");
    private static final String JOB = """
            apiVersion: xisuan.io/v1alpha1
            kind: TrainingJob
            metadata:
              name: NAME
              namespace: example
              annotations: {ANNOTATIONS}
            spec:
              workers: WORKERS
              devicesPerWorker: 1
              variants:
                - {accelerator: nvidia-h800-80g, image: "registry.example/train:1"}
              runTime: 1h
              contractRef: c-example
              checkpoint: {uri: "s3://checkpoints/NAME", every: 10m, grace: 2s}
            """;

    private final Path work;
    private final Testbed testbed;
    private final KubernetesClient admin;
    private final FaultProxy proxy;
    private final PodRecorder recorder;
    private volatile ChildProgram operator;

    FaultedCluster(String purpose, Path work, String... options) {
        this.work = work;
        this.testbed = Testbed.up(purpose, options);
        this.admin = testbed.client("admin");
        assertThat(ClusterSetup.install(admin, new ClusterId("local"))).isInstanceOf(ActAnswer.Done.class);
        this.proxy = new FaultProxy(ProxyIdentity.make(work, testbed.kubeconfig("xisuan-operator")));
        this.recorder = new PodRecorder(admin);
        for (String file : List.of(
                "10-sites.yaml",
                "20-nodes.yaml",
                "30-tenant.yaml",
                "40-tariff.yaml",
                "45-programme.yaml",
                "50-voucher.yaml")) {
            kubectl("apply", "-f", SAMPLE.resolve(file).toString());
        }
        program(
                "contracts",
                "import",
                "--suppliers",
                SAMPLE.resolve("suppliers.csv").toString(),
                "--contracts",
                SAMPLE.resolve("contracts.csv").toString(),
                "--db",
                db());
        this.operator = start();
    }

    FaultProxy proxy() {
        return proxy;
    }

    KubernetesClient admin() {
        return admin;
    }

    Testbed testbed() {
        return testbed;
    }

    ChildProgram operator() {
        return operator;
    }

    PodRecorder recorder() {
        return recorder;
    }

    /** Runs kubectl as an administrator, and returns what it said. */
    String kubectl(String... arguments) {
        return testbed.kubectl("admin", arguments).done();
    }

    /** Asks for a job of workers with one device each; returns its uid. */
    String submit(String name, int workers, Map<String, String> annotations) {
        String text = JOB.replace("NAME", name)
                .replace("WORKERS", Integer.toString(workers))
                .replace(
                        "ANNOTATIONS",
                        new TreeMap<>(annotations)
                                .entrySet().stream()
                                        .map(entry -> "testbed.xisuan.io/%s: \"%s\""
                                                .formatted(entry.getKey(), entry.getValue()))
                                        .collect(Collectors.joining(", ")));
        kubectl("apply", "-f", write(name + ".yaml", text).toString());
        return job(name).orElseThrow().getMetadata().getUid();
    }

    Optional<TrainingJob> job(String name) {
        return Optional.ofNullable(admin.resources(TrainingJob.class)
                .inNamespace("example")
                .withName(name)
                .get());
    }

    void await(String name, JobPhase phase) {
        eventually(
                name + " is " + phase,
                () -> job(name)
                        .filter(job ->
                                job.getStatus() != null && job.getStatus().phase() == phase)
                        .isPresent());
    }

    void eventually(String what, java.util.function.Supplier<Boolean> look) {
        Eventually.holds(
                what,
                LIMIT,
                () -> look.get(),
                () -> kubectl("get", "trainingjobs,pods", "-A", "-o", "wide") + operator.said());
    }

    void kill() {
        operator.kill();
    }

    /** Starts the operator again, and waits until it leads. */
    void restart() {
        operator = start();
    }

    private ChildProgram start() {
        ChildProgram started = ChildProgram.start(
                work.resolve("operator.log"),
                "operator",
                "--no-install",
                "--kubeconfig",
                write("proxy.kubeconfig", proxy.kubeconfig()).toString(),
                "--data",
                work.resolve("data").toString(),
                "--db",
                db(),
                "--first-retry-seconds",
                "1");
        int before = leads(started.said());
        Eventually.holds(
                "the operator leads", LIMIT, () -> leads(started.said()) > before || !started.alive(), started::said);
        assertThat(started.alive()).as(started.said()).isTrue();
        return started;
    }

    private static int leads(String said) {
        return said.split("leading cluster", -1).length;
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(work.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what the journal says of a job. */
    List<UsageInterval> usage(String uid) {
        List<UsageInterval> usage = new ArrayList<>();
        SegmentJournal.read(work.resolve("data/journal"), record -> {
            if (EntryCodec.decode(record) instanceof JournalEntry.Usage entry
                    && entry.usage().job().uid().equals(uid)) {
                usage.add(entry.usage());
            }
        });
        return usage;
    }

    /** Returns what was decided for a job, attempt by attempt. */
    List<Intent> intents(String uid) {
        try (Store store = Store.openReadOnly(db())) {
            return store.intents(uid);
        }
    }

    /** Waits until the job's attempts are all closed, and returns them. */
    List<Intent> closed(String uid) {
        eventually(
                "the attempts of " + uid + " are over",
                () -> intents(uid).stream().noneMatch(intent -> intent.state().live()));
        return intents(uid);
    }

    /** One attempt ran, each worker once, and exactly the time of the whole gang is billed, each record once. */
    void ranOnceAndIsBilledAsItRan(String uid, int workers) {
        assertThat(closed(uid)).singleElement().satisfies(intent -> {
            assertThat(intent.state()).isEqualTo(IntentState.CLOSED);
            assertThat(intent.workers()).hasSize(workers);
        });
        List<PodRecorder.Said> pods = recorder.of(uid);
        assertThat(pods).as("one pod a worker").hasSize(workers);
        isBilled(uid, ranMillis(pods));
    }

    /** Returns the time of a gang of one device a worker: of each pod from the start of the last one to its own end. */
    static long ranMillis(List<PodRecorder.Said> pods) {
        long gangStart =
                pods.stream().mapToLong(PodRecorder.Said::startedMillis).max().orElseThrow();
        return pods.stream()
                .mapToLong(pod -> Math.max(0, pod.finishedMillis() - gangStart))
                .sum();
    }

    /** So much device time of the job is billed, and no record is there twice. */
    void isBilled(String uid, long millis) {
        List<UsageInterval> billed =
                usage(uid).stream().filter(UsageInterval::billed).toList();
        assertThat(new TreeSet<>(billed.stream().map(UsageInterval::id).toList()))
                .hasSameSizeAs(billed);
        assertThat(billed.stream().mapToLong(used -> used.quantity().value()).sum())
                .as("%s of %s", billed, recorder.of(uid))
                .isEqualTo(millis);
    }

    /** The books add up, the journal is whole, and no attempt that is over keeps money. */
    void booksAreSound() {
        assertThat(program("ledger", "verify", work.resolve("data/xisuan.db").toString()))
                .isNotEmpty();
        assertThat(program("journal", "verify", work.resolve("data/journal").toString()))
                .isNotEmpty();
        try (Store store = Store.openReadOnly(db())) {
            assertThat(store.liveIntents()).isEmpty();
        }
    }

    static String program(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        assertThat(code).as("%s: %s%s", String.join(" ", arguments), out, err).isZero();
        return out.toString();
    }

    private String db() {
        return "jdbc:sqlite:" + work.resolve("data/xisuan.db");
    }

    @Override
    public void close() {
        operator.close();
        proxy.close();
        recorder.close();
        admin.close();
        testbed.close();
    }
}
