package io.xisuan.benchmarks.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A stream of small jobs that are asked for at a steady pace while something else is measured. */
final class Load implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("load-", 0).factory());
    private final AtomicInteger asked = new AtomicInteger();

    private Load() {}

    /** Starts asking for jobs of one worker and one device, so many a second. */
    static Load start(KubernetesClient client, String namespace, int perSecond, String runFor) {
        Load load = new Load();
        long everyMicros = Duration.ofSeconds(1).toNanos() / 1_000 / perSecond;
        var unused = load.clock.scheduleAtFixedRate(
                () -> load.ask(client, namespace, runFor), 0, everyMicros, TimeUnit.MICROSECONDS);
        return load;
    }

    private void ask(KubernetesClient client, String namespace, String runFor) {
        int number = asked.getAndIncrement();
        client.resource(new JobWish(namespace, "load-" + number, 1, 1, Optional.of(runFor), 10).trainingJob())
                .create();
    }

    /** Returns how many were asked for so far. */
    int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
