package io.xisuan.operator.elect;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * What a process knows of its own leadership: until when it is certain, and under which epoch it acts. Safe for many threads.
 *
 * <p>A leader that cannot renew is suspended: it stops acting before its Lease ends, and goes on under the same epoch when the Lease
 * turns out to have been nobody else's in between. It has lost the office only when another process has taken it.
 */
public final class Office {
    private final LongSupplier nanos;
    private final long renewByNanos;
    private boolean taken;
    private long untilNanos;
    private OptionalLong epoch = OptionalLong.empty();
    private Optional<String> lost = Optional.empty();

    /**
     * @param nanos a clock that only goes forward, as {@link System#nanoTime}
     * @param renewBy how long after the sending of a renewal that succeeded it is certain that nobody else leads
     */
    public Office(LongSupplier nanos, Duration renewBy) {
        this.nanos = nanos;
        this.renewByNanos = renewBy.toNanos();
    }

    /** Returns whether it is certain that nobody else leads. */
    public synchronized boolean held() {
        return taken && lost.isEmpty() && nanos.getAsLong() - untilNanos < 0;
    }

    /** Returns whether a term of ours has begun and was not lost, certain or not. */
    public synchronized boolean taken() {
        return taken && lost.isEmpty();
    }

    /** Begins to act under an epoch that was minted after the Lease was won. */
    public synchronized void lead(long mintedEpoch) {
        epoch = OptionalLong.of(mintedEpoch);
    }

    /** Returns the epoch under which this process may write now; empty while it may not. */
    public synchronized OptionalLong epoch() {
        return held() ? epoch : OptionalLong.empty();
    }

    /** Returns the epoch that was minted, held or not. */
    public synchronized OptionalLong minted() {
        return epoch;
    }

    /** Returns why the office is lost for good. */
    public synchronized Optional<String> lost() {
        return lost;
    }

    /** Notes a Lease that was taken or renewed by a request that was sent at a time of the clock. */
    synchronized void renewed(long sentNanos) {
        taken = true;
        untilNanos = sentNanos + renewByNanos;
    }

    synchronized void lost(String why) {
        lost = Optional.of(why);
    }

    /** Gives the office up: nothing is done under it any more. */
    synchronized boolean resigned() {
        boolean had = taken && lost.isEmpty();
        taken = false;
        return had;
    }
}
