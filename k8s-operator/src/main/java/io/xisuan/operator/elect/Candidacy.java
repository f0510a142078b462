package io.xisuan.operator.elect;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process's thread beside others: it waits until the Lease is free, takes it, and renews it until it is closed. */
public final class Candidacy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Candidacy.class);
    private static final long AT_ONCE_NANOS = Duration.ofMillis(20).toNanos();
    private static final long STOP_MILLIS = 5_000;

    /**
     * Who stands, and how.
     *
     * @param name the same after a restart in the same data folder, another for each other process
     * @param nanos the clock of the office
     * @param unfit says why this process can no longer lead, though it lives: then it renews no more, and another takes over; asked
     *     before each renewal, and must answer at once
     */
    public record Candidate(
            String name, LeaseTimes times, InstantSource clock, LongSupplier nanos, Supplier<Optional<String>> unfit) {}

    private final ClusterLease lease;
    private final Office office;
    private final LeaseTimes times;
    private final LongSupplier nanos;
    private final Supplier<Optional<String>> unfit;
    private final LeaseSightings sightings;
    private final Runnable onChange;
    private final Thread thread;
    private volatile boolean closed;
    private volatile Optional<String> holder = Optional.empty();
    private volatile boolean contested;
    private volatile Optional<String> problem = Optional.empty();
    private Optional<LeaseState> ours = Optional.empty();

    private Candidacy(KubernetesClient client, Candidate candidate, Office office, Runnable onChange) {
        this.times = candidate.times();
        this.lease = new ClusterLease(client, candidate.name(), times.lease(), candidate.clock());
        this.office = office;
        this.nanos = candidate.nanos();
        this.unfit = candidate.unfit();
        this.sightings = new LeaseSightings(candidate.name(), times.lease());
        this.onChange = onChange;
        this.thread = Thread.ofPlatform().daemon().name("candidacy").unstarted(this::run);
    }

    /**
     * Begins to stand for the office.
     *
     * @param client whose every request ends well within the time to renew; stays the caller's
     * @param onChange called whenever the office was won, lost, or is certain again
     */
    public static Candidacy start(KubernetesClient client, Candidate candidate, Office office, Runnable onChange) {
        Candidacy candidacy = new Candidacy(client, candidate, office, onChange);
        candidacy.thread.start();
        return candidacy;
    }

    private void run() {
        while (!closed) {
            long began = nanos.getAsLong();
            long wait = look(began);
            long left = wait - (nanos.getAsLong() - began);
            if (!closed && left > 0) {
                LockSupport.parkNanos(this, left);
            }
        }
    }

    /** Looks once; returns how many nanoseconds after its beginning to look again. */
    private long look(long sentNanos) {
        try {
            long next = ours.isPresent() ? renew(ours.get(), sentNanos) : seek(sentNanos);
            problem = Optional.empty();
            return next;
        } catch (KubernetesClientException e) {
            if (problem.isEmpty()) {
                LOG.warn("the Lease {} cannot be read or written now: {}", ClusterLease.NAME, e.getMessage());
            }
            problem = Optional.of(String.valueOf(e.getMessage()));
            return times.retry().toNanos();
        }
    }

    private long seek(long sentNanos) {
        Optional<LeaseState> seen = lease.read();
        long wait = sightings.waitNanos(seen, nanos.getAsLong());
        holder = sightings.holder();
        if (sightings.renewedByOther() && !contested) {
            contested = true;
            onChange.run();
        }
        if (wait > 0) {
            return Math.min(wait, times.retry().toNanos());
        }
        ours = lease.take(seen);
        if (ours.isPresent()) {
            office.renewed(sentNanos);
            onChange.run();
            return times.retry().toNanos();
        }
        return AT_ONCE_NANOS;
    }

    private long renew(LeaseState term, long sentNanos) {
        if (office.lost().isPresent()) {
            return times.retry().toNanos();
        }
        Optional<String> why = unfit.get();
        if (why.isPresent()) {
            // The Lease is left to end by itself: until then what this process still does under way is over.
            LOG.error("this leader resigns: {}", why.get());
            office.lost(why.get());
            onChange.run();
            return times.retry().toNanos();
        }
        Optional<LeaseState> renewed = lease.renew(term);
        if (renewed.isPresent()) {
            boolean again = !office.held();
            ours = renewed;
            office.renewed(sentNanos);
            if (again) {
                onChange.run();
            }
            return times.retry().toNanos();
        }
        Optional<LeaseState> now = lease.read();
        if (now.filter(term::sameTerm).isPresent()) {
            // Somebody touched it without taking it: the same term goes on.
            ours = now;
        } else {
            office.lost(now.map(LeaseState::holder)
                    .filter(name -> !name.isEmpty())
                    .map(name -> name + " has taken the Lease " + ClusterLease.NAME)
                    .orElse("the Lease %s was released or deleted by others".formatted(ClusterLease.NAME)));
            onChange.run();
        }
        return AT_ONCE_NANOS;
    }

    /** Returns who leads while this process stands by, as far as it was seen. */
    public Optional<String> holder() {
        return holder;
    }

    /** Returns whether another process was seen to renew the Lease: it lives and leads. */
    public boolean contested() {
        return contested;
    }

    /** Returns why the Lease cannot be read or written now. */
    public Optional<String> problem() {
        return problem;
    }

    /** Returns whether the thread runs; it ends only when it is closed, or by a defect. */
    public boolean alive() {
        return thread.isAlive();
    }

    /** Ends the candidacy, and releases the Lease where it is ours, so that the next leader need not wait. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(STOP_MILLIS);
            if (!thread.isAlive() && office.resigned()) {
                ours.ifPresent(lease::release);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KubernetesClientException e) {
            LOG.warn("the Lease {} is not released, others wait until it ends: {}", ClusterLease.NAME, e.getMessage());
        }
    }
}
