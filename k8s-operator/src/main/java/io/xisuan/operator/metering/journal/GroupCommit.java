package io.xisuan.operator.metering.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Lets several threads write one journal: what they hand in while the disk is busy goes to it together, in the order in which it was
 * handed in, with one flush for all.
 */
public final class GroupCommit implements AutoCloseable {
    private final UsageJournal journal;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final Thread committer;
    private boolean ending;

    /** Takes the journal over; it is closed with this. */
    public GroupCommit(UsageJournal journal) {
        this.journal = journal;
        this.committer = Thread.ofPlatform().name("journal-commit").daemon().start(this::commit);
    }

    /** Entries that nobody wrote yet. */
    private record Waiting(List<JournalEntry> entries, long recordedAtMillis, CompletableFuture<JournalHead> written) {}

    /**
     * Hands entries in. What is returned completes once they are durable, with a head at or after their last, or with what went wrong; once
     * something went wrong nothing more is written.
     */
    public CompletableFuture<JournalHead> append(List<JournalEntry> entries, long recordedAtMillis) {
        CompletableFuture<JournalHead> written = new CompletableFuture<>();
        synchronized (waiting) {
            if (ending) {
                throw new IllegalStateException("The journal is closed");
            }
            waiting.add(new Waiting(List.copyOf(entries), recordedAtMillis, written));
            waiting.notifyAll();
        }
        return written;
    }

    private void commit() {
        for (List<Waiting> group = take(); !group.isEmpty(); group = take()) {
            try {
                JournalHead head = journal.append(
                        group.stream().flatMap(one -> one.entries().stream()).toList(),
                        group.get(0).recordedAtMillis());
                group.forEach(one -> one.written().complete(head));
            } catch (RuntimeException | Error failed) {
                group.forEach(one -> one.written().completeExceptionally(failed));
            }
        }
    }

    /** Returns what waits and was recorded in one hour; nothing when the end is asked for. */
    private List<Waiting> take() {
        List<Waiting> group = new ArrayList<>();
        synchronized (waiting) {
            while (waiting.isEmpty() && !ending) {
                try {
                    waiting.wait();
                } catch (InterruptedException nobodyAsksThisThreadToStop) {
                    ending = true;
                }
            }
            Optional<Long> hour =
                    Optional.ofNullable(waiting.peek()).map(one -> HourSeal.hourOf(one.recordedAtMillis()));
            while (!waiting.isEmpty()
                    && hour.equals(Optional.of(HourSeal.hourOf(waiting.peek().recordedAtMillis())))) {
                group.add(waiting.remove());
            }
        }
        return group;
    }

    /** Writes what was handed in, and closes the journal. */
    @Override
    public void close() {
        synchronized (waiting) {
            ending = true;
            waiting.notifyAll();
        }
        boolean interrupted = false;
        while (committer.isAlive()) {
            try {
                committer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        journal.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
