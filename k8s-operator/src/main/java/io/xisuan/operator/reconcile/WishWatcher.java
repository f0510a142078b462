package io.xisuan.operator.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.OperatorException;
import io.xisuan.operator.report.StatusBoard;
import io.xisuan.operator.report.StatusWriter;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The custom resources of one cluster, watched: {@link #wishes()} is what they say now. The client stays the caller's.
 *
 * <p>A watch that ends with an error (an event that cannot be read, a server that breaks off) is begun anew with all the others, a few
 * times in a row at most; until it is, {@link #synced()} is false. Safe for many threads. The CRDs must be established before it starts.
 */
public final class WishWatcher implements WishSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WishWatcher.class);

    /** So long it is tried to begin; afterwards one try lasts no longer. */
    private static final Duration SYNC_TIMEOUT = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** So many times in a row it is begun anew; a watch that held for {@link #CALM} begins a new row. */
    private static final int MOST_RESTARTS = 5;

    private static final Duration CALM = Duration.ofMinutes(10);

    private final AtomicLong generation = new AtomicLong();
    private final KubernetesClient client;
    private final StatusBoard board;
    private final StatusWriter writer;
    private final Runnable onChange;
    private Optional<Wishes> last = Optional.empty();
    private volatile Watching watching;
    private volatile boolean synced;
    private volatile boolean closed;
    private volatile Optional<String> failure = Optional.empty();
    private long begunNanos;
    private int restarts;

    private WishWatcher(KubernetesClient client, StatusBoard board, StatusWriter writer, Runnable onChange) {
        this.client = client;
        this.board = board;
        this.writer = writer;
        this.onChange = onChange;
        this.watching = begin(System.nanoTime() + SYNC_TIMEOUT.toNanos());
        goOn(watching);
        board.listen(resource -> watching.trigger(resource));
    }

    /**
     * Starts watching and returns once every kind is known. What fails is tried again for a minute: an API server that has just
     * established the CRDs breaks connections off.
     *
     * @param onChange called after every change, in a thread of the watcher; it must be quick and is best a wake-up call
     * @throws io.javaoperatorsdk.operator.OperatorException when a kind cannot be listed within a minute, or we may not
     */
    public static WishWatcher start(
            KubernetesClient client, StatusBoard board, StatusWriter writer, Runnable onChange) {
        return new WishWatcher(client, board, writer, onChange);
    }

    private Watching begin(long untilNanos) {
        while (true) {
            try {
                return Watching.start(
                        client, board, writer, new Watching.Ears(this::changed, this::look), SYNC_TIMEOUT);
            } catch (OperatorException e) {
                if (closed || System.nanoTime() - untilNanos >= 0 || forbidden(e)) {
                    throw e;
                }
                LOG.warn("the custom resources cannot be watched yet: {}", root(e).getMessage());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static boolean forbidden(Throwable error) {
        return root(error) instanceof KubernetesClientException refused
                && (refused.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED
                        || refused.getCode() == HttpURLConnection.HTTP_FORBIDDEN);
    }

    private synchronized void goOn(Watching next) {
        watching = next;
        begunNanos = System.nanoTime();
        synced = true;
        look();
        changed();
    }

    /** Takes note of a watch that ended; left to itself the framework would end the whole program. */
    private synchronized void look() {
        if (synced && !closed) {
            watching.ended().ifPresent(this::stopped);
        }
    }

    @Override
    public synchronized Wishes wishes() {
        long before = generation.get();
        if (last.filter(known -> known.generation() == before).isEmpty()) {
            last = Optional.of(read(before));
        }
        return last.orElseThrow();
    }

    private Wishes read(long before) {
        return watching.read(before);
    }

    @Override
    public boolean synced() {
        return synced;
    }

    @Override
    public Optional<String> failure() {
        return failure;
    }

    /** Stops watching and writing; what was read stays readable. */
    @Override
    public void close() {
        closed = true;
        synced = false;
        watching.close();
    }

    private void stopped(Watching.Ended end) {
        synced = false;
        String message = "%s is no longer watched: %s"
                .formatted(end.kind().getSimpleName(), root(end.error()).getMessage());
        int times = System.nanoTime() - begunNanos > CALM.toNanos() ? 1 : restarts + 1;
        restarts = times;
        if (times > MOST_RESTARTS) {
            fail(message, end.error());
        } else {
            LOG.warn("{}; watching is begun anew, {} of {} times", message, times, MOST_RESTARTS);
            // Its own thread is one of those that must end first.
            Thread.ofPlatform().daemon().name("watch-anew").start(() -> anew(message, times));
        }
    }

    private void anew(String message, int times) {
        try {
            watching.close();
            LockSupport.parkNanos(PAUSE.toNanos() * times);
            Watching next = begin(System.nanoTime() + PAUSE.toNanos() * MOST_RESTARTS);
            if (closed) {
                next.close();
            } else {
                goOn(next);
            }
        } catch (RuntimeException e) {
            fail(message, e);
        }
    }

    private void fail(String message, Throwable error) {
        if (!closed) {
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
}
