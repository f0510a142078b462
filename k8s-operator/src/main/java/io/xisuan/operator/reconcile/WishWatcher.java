package io.xisuan.operator.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.report.ResourceRef;
import io.xisuan.operator.report.StatusBoard;
import io.xisuan.operator.report.StatusWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The custom resources of one cluster, watched: {@link #wishes()} is what they say now. The client stays the caller's.
 *
 * <p>Safe for many threads. The CRDs must be established before it starts.
 */
public final class WishWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WishWatcher.class);
    private static final Duration SYNC_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
    private static final int THREADS = 8;

    private final AtomicLong generation = new AtomicLong();
    private final AtomicBoolean synced = new AtomicBoolean();
    private volatile Optional<String> failure = Optional.empty();
    private final Runnable onChange;
    private final Kinds kinds;
    private final Operator operator;

    private WishWatcher(KubernetesClient client, StatusBoard board, StatusWriter writer, Runnable onChange) {
        this.onChange = onChange;
        this.kinds = new Kinds(this::changed, board, writer);
        this.operator = new Operator(settings -> settings.withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withConcurrentReconciliationThreads(THREADS)
                .withCacheSyncTimeout(SYNC_TIMEOUT)
                .withReconciliationTerminationTimeout(STOP_TIMEOUT)
                .withInformerStoppedHandler((informer, error) -> stopped(informer.getApiTypeClass(), error)));
        kinds.ofOurs().values().forEach(operator::register);
        operator.register(kinds.namespaces(), settings -> settings.withLabelSelector(Marks.TENANT));
        board.listen(this::trigger);
    }

    /**
     * Starts watching and returns once every kind is known.
     *
     * @param onChange called after every change, in a thread of the watcher; it must be quick and is best a wake-up call
     * @throws io.javaoperatorsdk.operator.OperatorException when a kind cannot be listed within a minute
     */
    public static WishWatcher start(
            KubernetesClient client, StatusBoard board, StatusWriter writer, Runnable onChange) {
        WishWatcher watcher = new WishWatcher(client, board, writer, onChange);
        watcher.operator.start();
        watcher.synced.set(true);
        watcher.changed();
        return watcher;
    }

    /** Returns what the resources say now. */
    public Wishes wishes() {
        long before = generation.get();
        SortedMap<String, String> tenants = new TreeMap<>();
        kinds.namespaces()
                .all()
                .forEach(namespace -> tenants.put(
                        namespace.getMetadata().getName(),
                        namespace.getMetadata().getLabels().get(Marks.TENANT)));
        return new Wishes(
                before,
                kinds.sites().all(),
                kinds.tenants().all(),
                kinds.tariffs().all(),
                kinds.programmes().all(),
                kinds.vouchers().all(),
                kinds.jobs().all(),
                tenants);
    }

    /** Whether every kind is listed and watched; when not, {@link #wishes()} lacks some or is old, and nothing is planned on it. */
    public boolean synced() {
        return synced.get();
    }

    /** Returns why a kind is no longer watched, which nothing but a new start mends; empty while all are. */
    public Optional<String> failure() {
        return failure;
    }

    /** Stops watching and writing; what was read stays readable. */
    @Override
    public void close() {
        synced.set(false);
        operator.stop();
    }

    /** Takes note of an informer that ended; left to itself the framework would end the whole program. */
    private void stopped(Class<?> kind, @Nullable Throwable error) {
        if (error != null && synced.getAndSet(false)) {
            String message = "%s is no longer watched: %s"
                    .formatted(kind.getSimpleName(), root(error).getMessage());
            failure = Optional.of(message);
            LOG.error(message, error);
            changed();
        }
    }

    private static Throwable root(Throwable error) {
        Throwable cause = error.getCause();
        return cause == null ? error : root(cause);
    }

    private void changed() {
        generation.incrementAndGet();
        onChange.run();
    }

    private void trigger(ResourceRef resource) {
        Map<?, ? extends WishReconciler<?>> ours = kinds.ofOurs();
        WishReconciler<?> reconciler = ours.get(resource.kind());
        if (reconciler != null) {
            reconciler.trigger(resource.namespace(), resource.name());
        }
    }
}
