package io.xisuan.operator.loop;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.OperatorException;
import io.xisuan.billing.store.FencedException;
import io.xisuan.billing.store.Store;
import io.xisuan.model.ClusterId;
import io.xisuan.model.InputException;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.ClusterActor;
import io.xisuan.operator.act.ClusterConnection;
import io.xisuan.operator.act.ClusterSetup;
import io.xisuan.operator.act.RefusalReason;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.HeadSigner;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalException;
import io.xisuan.operator.metering.journal.JournalKeys;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.metering.journal.UsageJournal;
import io.xisuan.operator.metering.live.LiveEvidence;
import io.xisuan.operator.metering.live.LiveMeter;
import io.xisuan.operator.metering.live.MeterRules;
import io.xisuan.operator.observe.ClusterObserver;
import io.xisuan.operator.observe.ExporterPods;
import io.xisuan.operator.observe.ObserveOptions;
import io.xisuan.operator.reconcile.WishWatcher;
import io.xisuan.operator.report.Events;
import io.xisuan.operator.report.Pace;
import io.xisuan.operator.report.StatusBoard;
import io.xisuan.operator.report.StatusWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator as a whole: opened in the order in which one thing leans on another, run until it is stopped, and closed in the
 * reverse order.
 */
public final class Operator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Operator.class);
    private static final String USER_AGENT = "xisuan-operator/0.1";

    /** Changes that come close together are looked at once. */
    private static final long QUIET_MILLIS = 100;

    private static final Duration LIST_EXPORTERS = Duration.ofSeconds(30);

    private final OperatorOptions options;
    private final InstantSource clock;
    private final Consumer<String> progress;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Semaphore changes = new Semaphore(0);
    private volatile boolean stopping;
    private volatile Optional<String> fenced = Optional.empty();
    private Optional<OperatorLoop> loop = Optional.empty();

    private Operator(OperatorOptions options, InstantSource clock, Consumer<String> progress) {
        this.options = options;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Opens the operator: afterwards it is the leader and knows the world.
     *
     * @param progress takes lines for people who wait
     * @throws CannotRun when the cluster cannot be reached or refuses
     * @throws io.xisuan.model.InputException when an option, the store or the journal is not as it must be
     */
    public static Operator open(OperatorOptions options, InstantSource clock, Consumer<String> progress) {
        Operator operator = new Operator(options, clock, progress);
        try {
            operator.open();
            return operator;
        } catch (RuntimeException e) {
            operator.close();
            throw e;
        }
    }

    private void open() {
        // 1. What is ours alone: folder, store, journal; they must tell one story.
        DataFolder folder = keep(DataFolder.take(options.data()));
        Store store = keep(Store.open(options.jdbcUrl()));
        HeadSigner signer =
                options.journalKey().map(JournalKeys::given).orElseGet(() -> JournalKeys.open(folder.keys()));
        OwnJournal own = new OwnJournal(folder.journal(), options.jdbcUrl());
        try (JournalSource written = own.source()) {
            JournalAgreement.require(written, store.journalPosition());
        }
        // 2. The cluster, and what it needs before anything acts there.
        KubernetesClient client = keep(ClusterConnection.open(config()));
        setUp(client);
        // 3. Leadership: first in the store, then in the cluster.
        long epoch = store.mintEpoch(holder(), clock.millis());
        UsageJournal journal = keep(own.open(epoch, signer));
        ClusterActor actor = new ClusterActor(client, options.cluster(), epoch);
        require(actor.raiseEpoch());
        begin(new Grounds(folder, store, signer, journal), client, actor, epoch);
        progress.accept("leading cluster %s under epoch %d".formatted(options.cluster(), epoch));
    }

    /** What is ours alone, opened. */
    private record Grounds(DataFolder folder, Store store, HeadSigner signer, UsageJournal journal) {}

    private void begin(Grounds own, KubernetesClient client, ClusterActor actor, long epoch) {
        Store store = own.store();
        UsageJournal journal = own.journal();
        // 4. Eyes.
        StatusBoard board = new StatusBoard(clock);
        ClusterObserver observer =
                keep(ClusterObserver.start(client, options.cluster(), ObserveOptions.hub(clock), changes::release));
        Events events = keep(new Events(client, clock));
        WishWatcher watcher = keep(watch(client, board, epoch));
        // 5. Memory: what lives by the store, what is final by the journal.
        JobRecords jobs = new JobRecords(store);
        requireKnown(jobs);
        AttemptTimes times = times(journal);
        SortedMap<ClusterId, ClusterLink> clusters = new TreeMap<>();
        Optional<Asking> asking = asking(own.folder(), client);
        LiveMeter meter =
                meter(journal, jobs, asking.<LiveEvidence>map(Asking::desk).orElse(LiveEvidence.NONE));
        clusters.put(options.cluster(), new ClusterLink(options.cluster(), observer, actor, meter));
        Parts.Leadership leadership = new Parts.Leadership(epoch, clock.millis());
        OwnJournal place = new OwnJournal(own.folder().journal(), options.jdbcUrl());
        Optional<OutsideDesk> outside = outside(
                store, elsewhere -> place.outside(journal, elsewhere.resolve("journal"), own.signer()), own.signer());
        loop = Optional.of(new OperatorLoop(new Parts(
                store,
                leadership,
                journal,
                clusters,
                watcher,
                board,
                events,
                jobs,
                times,
                options.limits(),
                outside,
                asking)));
    }

    private Optional<Asking> asking(DataFolder folder, KubernetesClient client) {
        if (options.exporters().rules().isEmpty()) {
            progress.accept("no agent and no exporter is asked: usage is verified by count; see --exporters");
            return Optional.empty();
        }
        EvidenceDesk desk = keep(EvidenceDesk.open(folder.evidence(), clock));
        ExporterPods pods = new ExporterPods(
                client, clock, LIST_EXPORTERS, options.exporters().podLabels());
        return Optional.of(new Asking(options.exporters(), pods, desk));
    }

    private Optional<OutsideDesk> outside(Store store, Function<Path, OwnJournal.Outside> journal, HeadSigner signer) {
        if (options.copy().isEmpty()) {
            progress.accept("issued documents are kept nowhere else: name a folder on another volume with --copy");
        }
        return options.copy().map(folder -> new OutsideDesk(store, journal.apply(folder), folder, signer));
    }

    private void setUp(KubernetesClient client) {
        if (options.install()) {
            progress.accept("installing CRDs, policies and roles in cluster " + options.cluster());
            require(ClusterSetup.install(client, options.cluster()));
        } else {
            require(ClusterSetup.check(client, options.cluster()));
        }
    }

    private WishWatcher watch(KubernetesClient client, StatusBoard board, long epoch) {
        StatusWriter writer = new StatusWriter(
                client, board, new StatusWriter.Settings(epoch, Pace.DEFAULT, clock), this::fencedElsewhere);
        try {
            return WishWatcher.start(client, board, writer, changes::release);
        } catch (OperatorException e) {
            throw new CannotRun(
                    CannotRun.Cause.UNREACHABLE,
                    "the custom resources of cluster %s cannot be read: %s"
                            .formatted(options.cluster(), e.getMessage()));
        }
    }

    private void requireKnown(JobRecords jobs) {
        jobs.live().stream()
                .filter(intent -> !intent.cluster().equals(options.cluster()))
                .findFirst()
                .ifPresent(intent -> {
                    throw InputException.of("--cluster: %s runs in cluster %s, not in %s: name that one"
                            .formatted(intent.attempt(), intent.cluster(), options.cluster()));
                });
    }

    private LiveMeter meter(UsageJournal journal, JobRecords jobs, LiveEvidence evidence) {
        return LiveMeter.restore(
                journal,
                jobs.live().stream()
                        .filter(intent -> intent.cluster().equals(options.cluster()))
                        .map(OperatorLoop::metered)
                        .toList(),
                MeterRules.standard(),
                evidence);
    }

    /**
     * Runs until {@link #stop}.
     *
     * @throws CannotRun when a newer leader has taken over
     */
    public void run() throws InterruptedException {
        OperatorLoop steps = loop.orElseThrow();
        try {
            while (!stopping) {
                fenced.ifPresent(message -> {
                    throw new SteppedDown(message);
                });
                steps.step(clock.millis());
                if (changes.tryAcquire(options.pause().toMillis(), TimeUnit.MILLISECONDS) && !stopping) {
                    TimeUnit.MILLISECONDS.sleep(QUIET_MILLIS);
                    changes.drainPermits();
                }
            }
            LOG.info("asked to end: the step that was under way is done");
        } catch (SteppedDown | FencedException e) {
            throw new CannotRun(CannotRun.Cause.STEPPED_DOWN, "a newer leader has taken over: " + e.getMessage());
        } catch (JournalException e) {
            LOG.error("metering has stopped", e);
            throw new CannotRun(CannotRun.Cause.DISK, String.valueOf(e.getMessage()));
        }
    }

    /** Asks {@link #run} to return after the step that is under way. */
    public void stop() {
        stopping = true;
        changes.release();
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable next = opened.pop();
            try {
                next.close();
            } catch (Exception e) {
                LOG.warn("{} did not close: {}", next.getClass().getSimpleName(), e.toString());
            }
        }
    }

    private void fencedElsewhere(String message) {
        fenced = Optional.of(message);
        changes.release();
    }

    private <T extends AutoCloseable> T keep(T resource) {
        opened.push(resource);
        return resource;
    }

    private Config config() {
        Config config = options.kubeconfig()
                .map(file -> Config.fromKubeconfig(file.toFile()))
                .orElseGet(() -> Config.autoConfigure(null));
        return new ConfigBuilder(config).withUserAgent(USER_AGENT).build();
    }

    private static String holder() {
        return "pid %d".formatted(ProcessHandle.current().pid());
    }

    private static AttemptTimes times(UsageJournal journal) {
        AttemptTimes times = new AttemptTimes();
        journal.read(record -> {
            if (EntryCodec.decode(record) instanceof JournalEntry.Usage entry) {
                times.add(List.of(entry.usage()));
            }
        });
        return times;
    }

    private static void require(ActAnswer answer) {
        switch (answer) {
            case ActAnswer.Done done -> {}
            case ActAnswer.Fenced fenced -> throw new CannotRun(CannotRun.Cause.STEPPED_DOWN, fenced.message());
            case ActAnswer.Refused refused ->
                throw new CannotRun(
                        refused.reason() == RefusalReason.NO_RIGHTS
                                ? CannotRun.Cause.NO_RIGHTS
                                : CannotRun.Cause.REFUSED,
                        refused.message());
            case ActAnswer.Unreachable lost -> throw new CannotRun(CannotRun.Cause.UNREACHABLE, lost.message());
        }
    }
}
