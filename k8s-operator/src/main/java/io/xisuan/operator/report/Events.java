package io.xisuan.operator.report;

import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.operator.api.Marks;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events ({@code events.k8s.io/v1}) for what a user wants to be told at once: best effort, and never in the loop's way. Each
 * (job, kind, attempt) is told once, also after a restart, because the event's name is made of them. What passes the rate or
 * cannot be written is dropped and counted; the decision log has it all.
 */
public final class Events implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final int BURST = 50;
    private static final int PER_SECOND = 10;
    private static final int QUEUE = 256;
    private static final int REMEMBERED = 10_000;
    private static final int NOTE_BYTES = 1000;
    private static final int NAME_ROOM = 200;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final KubernetesClient client;
    private final InstantSource clock;
    private final TokenBucket bucket;
    private final Set<String> told = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            Thread.ofPlatform().daemon().name("events").factory());
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    public Events(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
        this.bucket = new TokenBucket(BURST, PER_SECOND, clock.millis());
    }

    /** Tells of an event, soon and in another thread; does nothing when it was told before. */
    public void tell(JobEvent event) {
        String name = name(event);
        Instant now = clock.instant();
        synchronized (told) {
            if (!told.add(name)) {
                repeated.incrementAndGet();
                return;
            }
            if (!bucket.take(now.toEpochMilli())) {
                dropped.incrementAndGet();
                return;
            }
        }
        try {
            writer.execute(() -> write(manifest(event, name, now)));
        } catch (RejectedExecutionException e) {
            dropped.incrementAndGet();
            LOG.debug("No room for an event of {}", event.job(), e);
        }
    }

    /** Returns how many events the API server took. */
    public long written() {
        return written.get();
    }

    /** Returns how many had been told before. */
    public long repeated() {
        return repeated.get();
    }

    /** Returns how many were lost: over the rate, or not taken by the API server. */
    public long dropped() {
        return dropped.get();
    }

    /** Writes what is queued for up to two seconds, and stops. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                dropped.addAndGet(writer.shutdownNow().size());
            }
        } catch (InterruptedException e) {
            writer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void write(Event event) {
        try {
            client.events().v1().events().resource(event).create();
            written.incrementAndGet();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                repeated.incrementAndGet();
            } else {
                dropped.incrementAndGet();
                LOG.debug("Event {} is dropped", event.getMetadata().getName(), e);
            }
        }
    }

    private static Event manifest(JobEvent event, String name, Instant now) {
        ResourceRef job = event.job();
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(job.namespace())
                .withName(name)
                .endMetadata()
                .withNewRegarding()
                .withApiVersion(Marks.PREFIX + "v1alpha1")
                .withKind("TrainingJob")
                .withNamespace(job.namespace())
                .withName(job.name())
                .withUid(job.uid())
                .endRegarding()
                .withType(event.kind().type())
                .withReason(event.kind().reason())
                .withAction(event.kind().action())
                .withNote(StatusText.cut(event.why().text(), NOTE_BYTES))
                .withEventTime(new MicroTime(MICROS.format(now)))
                .withReportingController(Marks.PREFIX + "operator")
                .withReportingInstance(Marks.FIELD_MANAGER)
                .build();
    }

    /** Returns a name that the same event has again after a restart. */
    private static String name(JobEvent event) {
        String identity = "%s/%s/%d".formatted(event.job().uid(), event.kind(), event.attempt());
        String name = event.job().name();
        return name.substring(0, Math.min(name.length(), NAME_ROOM)) + "."
                + UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
    }
}
