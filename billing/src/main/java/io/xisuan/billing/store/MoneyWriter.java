package io.xisuan.billing.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;

/**
 * The queue in front of the balances: many threads submit, one at a time writes. Whoever has the turn takes what is queued, decides it
 * in the order of arrival and commits it as one transaction: a batch closes when the queue is empty, at the latest after 1,000 commands
 * or 2 ms. Each submitter gets its answer once the batch is on the disk.
 *
 * <p>Work that fails takes nobody with it: the batch is rolled back, and each of its works runs again alone. A failure of the database
 * itself is another matter: what it wrote is not known any more, so the writer stops for good, and the store has to be opened anew.
 */
final class MoneyWriter implements AutoCloseable {
    static final int MOST = 1_000;
    static final long LONGEST_NANOS = 2_000_000;

    /** One submitter's work, its place in the queue, and its answer. */
    private static final class Item<T> {
        private final long epoch;
        private final int commands;
        private final Function<Turn, T> work;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private volatile boolean finished;
        private Runnable completion = () -> {};

        Item(long epoch, int commands, Function<Turn, T> work) {
            this.epoch = epoch;
            this.commands = commands;
            this.work = work;
        }

        void run(Turn turn) {
            T result = work.apply(turn);
            completion = () -> answer.complete(result);
        }

        void fail(RuntimeException failure) {
            completion = () -> answer.completeExceptionally(failure);
        }
    }

    private final MoneyMemory money;
    private final Queue<Item<?>> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();
    private final Semaphore waiting = new Semaphore(0);
    private volatile Optional<RuntimeException> stopped = Optional.empty();
    private Optional<Thread> thread = Optional.empty();

    MoneyWriter(MoneyMemory money) {
        this.money = money;
    }

    /** Submits work and waits for its answer; the caller takes the turn itself when nobody has it. */
    <T> T now(long epoch, int commands, Function<Turn, T> work) {
        Item<T> item = new Item<>(epoch, commands, work);
        queue.add(item);
        while (!item.finished) {
            takeTurn(item);
        }
        try {
            return item.answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Submits work for the writer's own thread. */
    <T> CompletableFuture<T> later(long epoch, int commands, Function<Turn, T> work) {
        Item<T> item = new Item<>(epoch, commands, work);
        queue.add(item);
        runThread();
        waiting.release();
        return item.answer;
    }

    private void takeTurn(Item<?> wanted) {
        List<Item<?>> done = List.of();
        turn.lock();
        try {
            if (!wanted.finished) {
                done = batch();
            }
        } finally {
            turn.unlock();
        }
        done.forEach(item -> item.completion.run());
    }

    /** Commits one batch of what is queued, and returns the items that have their answer. */
    private List<Item<?>> batch() {
        Item<?> first = queue.poll();
        if (first == null) {
            return List.of();
        }
        List<Item<?>> items = new ArrayList<>(List.of(first));
        try {
            refuseStopped();
            money.batch(first.epoch, turnOf -> {
                fill(items, turnOf);
                return turnOf.settled();
            });
        } catch (RuntimeException failure) {
            failed(items, failure);
        } catch (Error defect) {
            stop(items, defect);
        }
        items.forEach(item -> item.finished = true);
        return items;
    }

    private void fill(List<Item<?>> items, Turn now) {
        long end = System.nanoTime() + LONGEST_NANOS;
        Item<?> first = items.getFirst();
        first.run(now);
        int commands = first.commands;
        Item<?> next = queue.peek();
        while (next != null && next.epoch == first.epoch && commands < MOST && System.nanoTime() - end < 0) {
            queue.remove();
            items.add(next);
            next.run(now);
            commands += next.commands;
            next = queue.peek();
        }
    }

    private void failed(List<Item<?>> items, RuntimeException failure) {
        if (isOfDatabase(failure)) {
            stopped = Optional.of(failure);
        }
        if (items.size() == 1 || stopped.isPresent() || failure instanceof FencedException) {
            items.forEach(item -> item.fail(failure));
            return;
        }
        for (Item<?> item : items) {
            alone(item);
        }
    }

    /** Writes nothing more after an error of the machine or of the program: how far it came is not known. */
    private void stop(List<Item<?>> items, Error defect) {
        RuntimeException failure = new StoreException("Writing stopped in the middle: " + defect, defect);
        stopped = Optional.of(failure);
        items.forEach(item -> item.fail(failure));
    }

    private void alone(Item<?> item) {
        try {
            refuseStopped();
            money.batch(item.epoch, now -> {
                item.run(now);
                return now.settled();
            });
        } catch (RuntimeException failure) {
            failed(List.of(item), failure);
        } catch (Error defect) {
            stop(List.of(item), defect);
        }
    }

    private void refuseStopped() {
        stopped.ifPresent(failure -> {
            throw new StoreException(
                    "Nothing more is written after a failure of the database, open it anew: " + failure.getMessage(),
                    failure);
        });
    }

    /** Returns whether the database failed, and did not merely say that another program has it just now. */
    private static boolean isOfDatabase(RuntimeException failure) {
        boolean failed = failure instanceof StoreException
                && !(failure instanceof StoreUnreachableException)
                && failure.getCause() instanceof JdbiException;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isBusy(sql)) {
                return false;
            }
        }
        return failed;
    }

    private static boolean isBusy(SQLException sql) {
        boolean sqlite = sql.getSQLState() == null && (sql.getErrorCode() & 0xFF) == 5;
        return sqlite || "55P03".equals(sql.getSQLState());
    }

    private synchronized void runThread() {
        if (thread.isEmpty()) {
            Thread writer = new Thread(this::serve, "money-writer");
            writer.setDaemon(true);
            writer.start();
            thread = Optional.of(writer);
        }
    }

    private void serve() {
        try {
            while (true) {
                waiting.acquire();
                waiting.drainPermits();
                Item<?> next = queue.peek();
                while (next != null) {
                    takeTurn(next);
                    next = queue.peek();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the thread; what is queued still gets its answer first. */
    @Override
    public synchronized void close() {
        thread.ifPresent(Thread::interrupt);
        Item<?> left = queue.peek();
        while (left != null) {
            takeTurn(left);
            left = queue.peek();
        }
    }
}
