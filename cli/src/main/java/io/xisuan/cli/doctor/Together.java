package io.xisuan.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Asks for many things at once, a few at a time, for each answer takes as long as the way to the API server. */
final class Together {
    private static final int AT_ONCE = 16;

    private Together() {}

    /** Returns the answers in the order of what was asked; a failure of one is thrown. */
    static <T, R> List<R> map(List<T> asked, Function<T, R> question) {
        Semaphore turns = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> waiting = asked.stream()
                    .map(each -> threads.submit(() -> {
                        turns.acquire();
                        try {
                            return question.apply(each);
                        } finally {
                            turns.release();
                        }
                    }))
                    .toList();
            List<R> answers = new ArrayList<>();
            for (Future<R> answer : waiting) {
                answers.add(answer.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the cluster was asked", e);
        }
    }
}
