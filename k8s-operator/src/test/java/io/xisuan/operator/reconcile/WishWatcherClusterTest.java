package io.xisuan.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.ClusterId;
import io.xisuan.model.Money;
import io.xisuan.model.SiteId;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.ClusterActor;
import io.xisuan.operator.act.ClusterSetup;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.report.Events;
import io.xisuan.operator.report.JobCost;
import io.xisuan.operator.report.JobEvent;
import io.xisuan.operator.report.JobRun;
import io.xisuan.operator.report.JobVerdict;
import io.xisuan.operator.report.Pace;
import io.xisuan.operator.report.Reason;
import io.xisuan.operator.report.ResourceKind;
import io.xisuan.operator.report.ResourceRef;
import io.xisuan.operator.report.StatusAnswer;
import io.xisuan.operator.report.StatusBoard;
import io.xisuan.operator.report.StatusWriter;
import io.xisuan.operator.testbed.Testbed;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The watcher and the status writer on a real API server, with the rights of the operator. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WishWatcherClusterTest {
    private static final ClusterId CLUSTER = new ClusterId("one");
    private static final Path SAMPLES =
            Path.of(System.getProperty("xisuan.root", ".")).resolve("deploy/samples/quickstart");
    private static final JobRun RUN = new JobRun(new SiteId("qingyang"), 1, AcceleratorModel.NVIDIA_H800, 8);
    private static final JobCost QUOTE = JobCost.quoted(Money.ofFen(100_00), Money.ofFen(70_00), Money.ofFen(10_00));
    private static final Instant STARTED = Instant.parse("2025-10-01T01:30:00Z");

    private final Testbed testbed = Testbed.up("reconcile");
    private final KubernetesClient admin = testbed.client("admin");
    private final KubernetesClient operator = testbed.client("xisuan-operator");
    private final StatusBoard board = new StatusBoard(Clock.systemUTC());
    private final ConcurrentLinkedQueue<String> fenced = new ConcurrentLinkedQueue<>();
    private final StatusWriter writer = writer(1);
    private final AtomicLong signals = new AtomicLong();
    private Optional<WishWatcher> watcher = Optional.empty();

    @BeforeAll
    void set_up() {
        assertThat(ClusterSetup.install(admin, CLUSTER)).isInstanceOf(ActAnswer.Done.class);
        assertThat(new ClusterActor(operator, CLUSTER, 1).raiseEpoch()).isInstanceOf(ActAnswer.Done.class);
        new ManifestReader()
                .readLoose(List.of(SAMPLES)).all().stream()
                        .map(manifest -> manifest.resource())
                        .filter(resource -> !resource.getKind().equals("Pod"))
                        .sorted((a, b) -> Boolean.compare(
                                b.getKind().equals("Namespace"), a.getKind().equals("Namespace")))
                        .forEach(resource -> admin.resource(resource).create());
        watcher = Optional.of(WishWatcher.start(operator, board, writer, signals::incrementAndGet));
    }

    @AfterAll
    void take_down() {
        watcher.ifPresent(WishWatcher::close);
        operator.close();
        admin.close();
        testbed.close();
    }

    @Test
    void the_wishes_are_all_resources_by_their_names_and_whose_each_namespace_is() {
        Wishes wishes = wishes();

        assertThat(watcher.orElseThrow().synced()).isTrue();
        assertThat(wishes.sites())
                .extracting(site -> site.getMetadata().getName())
                .isSorted()
                .hasSize(5);
        assertThat(wishes.tenants()).hasSize(4);
        assertThat(wishes.tariffs()).hasSize(1);
        assertThat(wishes.vouchers()).hasSizeGreaterThan(3);
        assertThat(wishes.jobs()).hasSizeGreaterThan(20);
        assertThat(wishes.tenantOfNamespace())
                .containsEntry("yunling", "yunling")
                .hasSize(4);
    }

    @Test
    void a_deleted_job_is_gone_from_the_wishes_without_a_finalizer() {
        TrainingJob job = submit("short-lived");
        Eventually.see("the new job", this::jobNames, names -> names.contains("short-lived"));
        assertThat(job.getMetadata().getFinalizers()).isEmpty();
        long before = wishes().generation();

        admin.resource(job).delete();

        Eventually.see("the job's end", this::jobNames, names -> !names.contains("short-lived"));
        Eventually.see("a newer generation", () -> wishes().generation(), generation -> generation > before);
    }

    @Test
    void a_job_that_starts_at_once_gets_one_status_at_running_and_one_at_its_end() {
        TrainingJob job = submit("at-once");
        ResourceRef ref = ResourceRef.to(job);

        board.publish(ref, new JobVerdict.Queued(new Reason("Planning", "soon"), Optional.empty(), Optional.empty()));
        board.publish(ref, new JobVerdict.Starting(RUN, QUOTE));
        board.publish(ref, new JobVerdict.Running(RUN, STARTED, QUOTE));
        TrainingJob running = seen("at-once", JobPhase.RUNNING);
        board.publish(ref, ended(false));
        board.publish(ref, ended(true));
        TrainingJob ended = seen("at-once", JobPhase.SUCCEEDED);

        assertThat(running.getStatus().epoch()).isEqualTo(1);
        assertThat(ended.getStatus().invoiceReady()).isTrue();
        assertThat(StatusPatches.of(testbed, "at-once")).containsExactly(200, 200);
    }

    @Test
    void our_own_status_writes_are_no_changes_of_what_is_wished() {
        TrainingJob job = submit("signal");
        Eventually.see("the new job", this::jobNames, names -> names.contains("signal"));
        board.publish(ResourceRef.to(job), new JobVerdict.Never(new Reason("TooLarge", "no site has so many devices")));
        seen("signal", JobPhase.NEVER);
        long before = wishes().generation();

        board.publish(ResourceRef.to(job), new JobVerdict.Running(RUN, STARTED, QUOTE));
        seen("signal", JobPhase.RUNNING);

        assertThat(wishes().generation()).isEqualTo(before);
        assertThat(signals.get()).isPositive();
    }

    @Test
    void a_conflict_is_tried_again_from_the_fresh_resource() {
        TrainingJob stale = submit("conflict");
        admin.resource(stale).edit(job -> {
            job.getMetadata().setLabels(Map.of("team", "vision"));
            return job;
        });
        StatusBoard own = new StatusBoard(Clock.systemUTC());
        StatusWriter direct = new StatusWriter(operator, own, settings(1), fenced::add);
        own.publish(ResourceRef.to(stale), new JobVerdict.Running(RUN, STARTED, QUOTE));

        assertThat(direct.write(stale)).isInstanceOf(StatusAnswer.Written.class);

        assertThat(direct.counts().conflicts()).isEqualTo(1);
        assertThat(direct.counts().writes(ResourceKind.TRAINING_JOB)).isEqualTo(1);
        assertThat(Objects.requireNonNull(seen("conflict", JobPhase.RUNNING))
                        .getMetadata()
                        .getLabels())
                .containsEntry("team", "vision");
    }

    @Test
    void a_former_leader_is_told_once_and_writes_no_more() {
        TrainingJob job = submit("fenced");
        StatusBoard own = new StatusBoard(Clock.systemUTC());
        StatusWriter former = new StatusWriter(operator, own, settings(0), fenced::add);
        own.publish(ResourceRef.to(job), new JobVerdict.Running(RUN, STARTED, QUOTE));

        assertThat(former.write(job)).isInstanceOf(StatusAnswer.Fenced.class);
        assertThat(former.write(job)).isInstanceOf(StatusAnswer.Fenced.class);

        assertThat(fenced).hasSize(1).first().asString().contains("epoch 0 has given way to epoch 1");
        assertThat(StatusPatches.of(testbed, "fenced")).containsExactly(403);
    }

    @Test
    void kubectl_says_where_a_job_is_and_what_it_costs() {
        TrainingJob job = submit("columns");
        board.publish(ResourceRef.to(job), new JobVerdict.Running(RUN, STARTED, QUOTE));
        seen("columns", JobPhase.RUNNING);

        List<String> lines = testbed.kubectl("admin", "get", "trainingjobs", "-n", "yunling", "columns")
                .done()
                .lines()
                .toList();

        assertThat(lines.getFirst().split(" +"))
                .containsExactly("NAME", "PHASE", "SITE", "DEVICES", "START", "PAYABLE", "LATER", "WHY", "AGE");
        assertThat(lines.getLast()).contains("columns", "Running", "qingyang", "10-01 09:30", "70.00", "10.00");
    }

    @Test
    void an_event_is_told_once_also_after_a_restart() {
        ResourceRef job = ResourceRef.to(submit("told"));
        JobEvent placed = new JobEvent(job, JobEvent.Kind.PLACED, 1, new Reason("LeastToPay", "8 devices at qingyang"));

        try (Events first = new Events(operator, Clock.systemUTC())) {
            first.tell(placed);
            first.tell(placed);
            Eventually.see("the event", first::written, count -> count == 1);
            assertThat(first.repeated()).isEqualTo(1);
        }
        try (Events restarted = new Events(operator, Clock.systemUTC())) {
            restarted.tell(placed);
            Eventually.see("the repeat", restarted::repeated, count -> count == 1);
            assertThat(restarted.dropped()).isZero();
        }

        assertThat(testbed.kubectl("admin", "describe", "trainingjob", "-n", "yunling", "told")
                        .done())
                .containsPattern("Normal +Placed .*8 devices at qingyang");
    }

    private StatusWriter writer(long epoch) {
        return new StatusWriter(operator, board, settings(epoch), fenced::add);
    }

    private static StatusWriter.Settings settings(long epoch) {
        return new StatusWriter.Settings(epoch, Pace.DEFAULT, Clock.systemUTC());
    }

    private static JobVerdict ended(boolean invoiceReady) {
        return new JobVerdict.Ended(
                RUN,
                true,
                new Reason("Succeeded", "every worker ended with exit code 0"),
                Optional.of(STARTED),
                STARTED.plusSeconds(60),
                QUOTE,
                invoiceReady);
    }

    private TrainingJob submit(String name) {
        TrainingJob sample = Objects.requireNonNull(admin.resources(TrainingJob.class)
                .inNamespace("yunling")
                .withName("pretrain-7b")
                .get());
        TrainingJob job = new TrainingJob();
        job.getMetadata().setName(name);
        job.getMetadata().setNamespace("yunling");
        job.setSpec(sample.getSpec());
        return admin.resource(job).create();
    }

    private TrainingJob seen(String name, JobPhase phase) {
        return Eventually.see(
                "%s in phase %s".formatted(name, phase),
                () -> Objects.requireNonNull(admin.resources(TrainingJob.class)
                        .inNamespace("yunling")
                        .withName(name)
                        .get()),
                job -> job.getStatus() != null && job.getStatus().phase() == phase);
    }

    private List<String> jobNames() {
        return wishes().jobs().stream().map(job -> job.getMetadata().getName()).toList();
    }

    private Wishes wishes() {
        return watcher.orElseThrow().wishes();
    }
}
