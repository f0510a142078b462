package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.cli.Main;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.SegmentJournal;
import io.xisuan.operator.metering.simulated.ContainerRun;
import io.xisuan.operator.metering.simulated.LiveNodes;
import io.xisuan.operator.metering.simulated.Make;
import io.xisuan.operator.metering.simulated.SimulatedAgent;
import io.xisuan.operator.metering.simulated.SimulatedNode;
import io.xisuan.operator.testbed.Testbed;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A real API server with simulated nodes, the operator as its users start it, and a plain watch of what the API server says. */
final class MeteredCluster implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Path ROOT = Path.of(System.getProperty("xisuan.root", "."));
    private static final Path SAMPLE = ROOT.resolve("deploy/samples/cluster");
    private static final long RENEW_MILLIS = 1_000;

    /** Whom the operator may ask; where they listen stands on the nodes. */
    private static final String EXPORTERS = """
            nodeAnnotations: true
            exporters:
              - {name: xisuan-agent}
              - {name: dcgm-exporter, timeout: 2s}
              - {name: npu-exporter}
              - {name: dcu-exporter}
              - {name: mlu-exporter}
            """;

    private final Path work;
    private final Path sockets;
    private final Testbed testbed;
    private final KubernetesClient admin;
    private final TreeMap<String, SimulatedNode> nodes = new TreeMap<>();
    private final LiveNodes live;
    private final PodRecorder recorder;
    private ChildProgram operator;

    MeteredCluster(String purpose, Path work) {
        this.work = work;
        this.sockets = shortFolder();
        this.testbed = Testbed.up(purpose, "--lease-seconds", "8", "--no-audit");
        this.admin = testbed.client("admin");
        this.live = new LiveNodes(admin, RENEW_MILLIS);
        this.recorder = new PodRecorder(admin);
        program(
                "contracts",
                "import",
                "--suppliers",
                SAMPLE.resolve("suppliers.csv").toString(),
                "--contracts",
                SAMPLE.resolve("contracts.csv").toString(),
                "--db",
                db());
        this.operator = startProgram();
        apply("site.yaml", resource("site.yaml"));
    }

    /** Unix sockets have paths of at most a hundred characters or so. */
    private static Path shortFolder() {
        try {
            return Files.createTempDirectory("xs");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a node of eight devices, with its exporter and its agent. */
    SimulatedNode node(Make make, String name) {
        return node(make, name, 0);
    }

    /** As {@link #node(Make, String)}, with a clock that is so far ahead of the true one. */
    SimulatedNode node(Make make, String name, long clockAheadMillis) {
        SimulatedNode node = new SimulatedNode(make, name, 8, System::currentTimeMillis, nodes.size());
        nodes.put(name, node);
        SimulatedAgent unused = node.startAgent(sockets);
        TreeMap<String, String> labels = new TreeMap<>();
        labels.put("kubernetes.io/hostname", name);
        labels.put("xisuan.io/site", "sim");
        labels.put("xisuan.io/accelerator", make.accelerator().orElseThrow().id());
        live.join(node, labels, clockAheadMillis);
        return node;
    }

    SimulatedNode node(String name) {
        return Objects.requireNonNull(nodes.get(name), name);
    }

    LiveNodes live() {
        return live;
    }

    KubernetesClient admin() {
        return admin;
    }

    PodRecorder recorder() {
        return recorder;
    }

    ChildProgram operator() {
        return operator;
    }

    /** Asks for a job of one gang; returns its uid. */
    String submit(String name, Make make, int workers, int devices, String runFor) {
        return submit(name, make, workers, devices, runFor, "");
    }

    /**
     * @param more further lines of the spec, each with its blanks before
     */
    String submit(String name, Make make, int workers, int devices, String runFor, String more) {
        apply(
                name + ".yaml",
                (resource("job.yaml") + more)
                        .replace("NAME", name)
                        .replace("RUN_FOR", runFor)
                        .replace("WORKERS", Integer.toString(workers))
                        .replace("DEVICES", Integer.toString(devices))
                        .replace("ACCELERATOR", make.accelerator().orElseThrow().id()));
        return job(name).orElseThrow().getMetadata().getUid();
    }

    /** Returns the reasons of the Events of a job. */
    List<String> told(String job) {
        return admin.events().v1().events().inNamespace("example").list().getItems().stream()
                .filter(event -> event.getRegarding() != null
                        && job.equals(event.getRegarding().getName()))
                .map(event -> event.getReason())
                .toList();
    }

    private void apply(String name, String text) {
        try {
            Path file = Files.writeString(work.resolve(name), text);
            Eventually.holds(
                    name + " is applied",
                    LIMIT,
                    () -> testbed.kubectl("admin", "apply", "-f", file.toString())
                                    .code()
                            == 0,
                    () -> testbed.kubectl("admin", "apply", "-f", file.toString())
                                    .text()
                            + operator.said());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(MeteredCluster.class.getResourceAsStream("/metering/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void await(String job, JobPhase phase) {
        Eventually.holds(
                job + " is " + phase,
                LIMIT.plusSeconds(60),
                () -> job(job).filter(found ->
                                found.getStatus() != null && found.getStatus().phase() == phase)
                        .isPresent(),
                () -> job(job).map(TrainingJob::getStatus) + "\n" + live.problems() + "\n" + operator.said());
    }

    Optional<TrainingJob> job(String name) {
        return Optional.ofNullable(admin.resources(TrainingJob.class)
                .inNamespace("example")
                .withName(name)
                .get());
    }

    /** Kills the operator; nothing of it runs on. */
    void killOperator() {
        operator.kill();
    }

    void startOperator() {
        operator = startProgram();
    }

    /** Starts the operator, and again when it ends before it leads, as a Deployment would. */
    private ChildProgram startProgram() {
        ChildProgram started = startOnce();
        for (int again = 0; again < 3 && !started.alive(); again++) {
            started.close();
            started = startOnce();
        }
        assertThat(started.alive()).as(started.said()).isTrue();
        return started;
    }

    private ChildProgram startOnce() {
        ChildProgram started = ChildProgram.start(
                work.resolve("operator.log"),
                "operator",
                "--kubeconfig",
                testbed.kubeconfig("admin").toString(),
                "--data",
                work.resolve("data").toString(),
                "--db",
                db(),
                "--exporters",
                exporters().toString());
        int before = leads(started.said());
        Eventually.holds(
                "the operator leads",
                START_LIMIT,
                () -> leads(started.said()) > before || !started.alive(),
                started::said);
        return started;
    }

    private Path exporters() {
        try {
            return Files.writeString(work.resolve("exporters.yaml"), EXPORTERS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int leads(String said) {
        return said.split("leading cluster", -1).length;
    }

    /** Returns what the journal says of a job. */
    List<UsageInterval> usage(String jobUid) {
        return entries(JournalEntry.Usage.class).stream()
                .map(JournalEntry.Usage::usage)
                .filter(usage -> usage.job().uid().equals(jobUid))
                .toList();
    }

    /** Returns all records of a kind. */
    <T extends JournalEntry> List<T> entries(Class<T> kind) {
        List<T> entries = new ArrayList<>();
        SegmentJournal.read(work.resolve("data/journal"), record -> {
            JournalEntry entry = EntryCodec.decode(record);
            if (kind.isInstance(entry)) {
                entries.add(kind.cast(entry));
            }
        });
        return entries;
    }

    /** Returns when a node renewed its lease last, as the API server has it. */
    long leaseMillis(String node) {
        return admin.leases()
                .inNamespace("kube-node-lease")
                .withName(node)
                .get()
                .getSpec()
                .getRenewTime()
                .toInstant()
                .toEpochMilli();
    }

    /** Returns what the containers of a pod truly did. */
    ContainerRun truth(PodRecorder.Said pod) {
        return node(pod.node()).world().runs().stream()
                .filter(run -> run.pod().uid().equals(pod.uid()))
                .findFirst()
                .orElseThrow();
    }

    static String program(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        assertThat(code).as("%s: %s%s", String.join(" ", arguments), out, err).isZero();
        return out.toString();
    }

    Path journal() {
        return work.resolve("data/journal");
    }

    String db() {
        return "jdbc:sqlite:" + work.resolve("data/xisuan.db");
    }

    private void removeSockets() {
        try {
            Files.deleteIfExists(sockets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        operator.close();
        recorder.close();
        live.close();
        nodes.values().forEach(SimulatedNode::close);
        removeSockets();
        admin.close();
        testbed.close();
    }
}
