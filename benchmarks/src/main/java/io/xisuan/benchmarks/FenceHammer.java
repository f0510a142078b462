package io.xisuan.benchmarks;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Former leaders' threads that write as fast as they can until the fence refuses them, and note when each write passed. */
final class FenceHammer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    /** When a write that passed was sent, on the clock of {@link System#nanoTime}. */
    record Passed(long sentNanos) {}

    /** What one thread saw: its writes that passed, and when the first that was refused had been sent. */
    record Seen(List<Passed> passed, long refusedSentNanos) {}

    private final ExecutorService threads;
    private final List<Future<Seen>> running = new ArrayList<>();

    /** Starts a thread for each write. */
    FenceHammer(List<Runnable> writes) {
        threads = Executors.newFixedThreadPool(writes.size());
        writes.forEach(write -> running.add(threads.submit(() -> hammer(write))));
    }

    /** Waits until every thread was refused. */
    List<Seen> refused() {
        List<Seen> seen = new ArrayList<>();
        for (Future<Seen> thread : running) {
            try {
                seen.add(thread.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            } catch (InterruptedException error) {
                Thread.currentThread().interrupt();
                throw new NotMeasured("interrupted");
            } catch (ExecutionException | java.util.concurrent.TimeoutException error) {
                throw new NotMeasured("a write of an old epoch was not refused by the fence: " + error);
            }
        }
        return seen;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static Seen hammer(Runnable write) {
        List<Passed> passed = new ArrayList<>();
        while (true) {
            long sent = System.nanoTime();
            try {
                write.run();
                passed.add(new Passed(sent));
            } catch (KubernetesClientException error) {
                if (String.valueOf(error.getMessage()).contains("has given way to")) {
                    return new Seen(passed, sent);
                }
                throw error;
            }
        }
    }
}
