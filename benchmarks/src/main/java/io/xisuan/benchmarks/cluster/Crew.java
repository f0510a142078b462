package io.xisuan.benchmarks.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** So many clients that work on one list together, as several users would. */
record Crew(int clients) {
    Crew {
        if (clients < 1) {
            throw new IllegalArgumentException("a crew of " + clients);
        }
    }

    /** Does the work of all numbers from 0, and returns when all is done; the first failure is thrown. */
    void each(int count, IntConsumer work) {
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                all.add(threads.submit(() -> work.accept(number)));
            }
            await(all);
        }
    }

    /** Returns when all is done; the first failure is thrown. */
    static void await(List<? extends Future<?>> all) {
        try {
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
