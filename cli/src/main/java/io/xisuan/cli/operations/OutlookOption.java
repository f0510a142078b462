package io.xisuan.cli.operations;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.ClusterOption;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.JournalPlace;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.Waiting;
import io.xisuan.model.ClusterId;
import io.xisuan.model.InputException;
import io.xisuan.operator.loop.JournalFacts;
import io.xisuan.operator.loop.Outlook;
import io.xisuan.operator.metering.journal.JournalSource;
import io.xisuan.operator.observe.ClusterObserver;
import io.xisuan.operator.observe.ObserveOptions;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.reconcile.ListedWishes;
import io.xisuan.operator.reconcile.Wishes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Where a question about the present plan gets its ground from: the cluster, the store, and the journal, mixed into each command that
 * asks one. Everything is read once and nothing is written.
 */
final class OutlookOption {
    /** Faults that are older are over. */
    private static final Duration RECENT = Duration.ofHours(24);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_NANOS = 50_000_000L;

    private final InstantSource clock = InstantSource.system();

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(
            names = "--journal",
            paramLabel = "DIR|URL",
            description =
                    "The usage journal, which says who used how much and what failed (default: beside a store on a server, else journal in the data folder; without one these count as nothing).")
    private Optional<String> journal = Optional.empty();

    /** Reads everything, has a question answered by it, and closes it. */
    <T> T ask(Function<Outlook, T> question, Progress progress) {
        try (Waiting waiting = progress.begin("listing the cluster");
                Store store = database.openReadOnly();
                KubernetesClient client = cluster.open()) {
            Wishes wishes = ListedWishes.of(client);
            ObservedCluster seen = seen(client);
            JournalFacts facts = facts(waiting);
            waiting.now("planning");
            return question.apply(new Outlook(store, wishes, seen, facts, clock.millis()));
        }
    }

    private ObservedCluster seen(KubernetesClient client) {
        long began = System.nanoTime();
        try (ClusterObserver observer =
                ClusterObserver.start(client, new ClusterId("local"), ObserveOptions.hub(clock), () -> {})) {
            while (!observer.synced()) {
                if (System.nanoTime() - began > PATIENCE.toNanos()) {
                    throw InputException.of("the cluster was not listed within %d s: %s"
                            .formatted(
                                    PATIENCE.toSeconds(),
                                    observer.health().lastError().orElse("it does not answer")));
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
            return observer.snapshot();
        }
    }

    private JournalFacts facts(Waiting waiting) {
        Optional<JournalSource> found = JournalPlace.find(journal, database.url());
        if (found.isEmpty()) {
            waiting.say(
                    "xisuan: no journal is here: past use counts as nothing in the order of the queue; name it with --journal");
            return JournalFacts.none();
        }
        waiting.now("reading the journal");
        try (JournalSource source = found.get()) {
            return JournalFacts.read(source, clock.millis() - RECENT.toMillis());
        }
    }
}
