package io.xisuan.scheduler;

import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Eta;
import io.xisuan.scheduler.reservation.Future;
import io.xisuan.scheduler.reservation.Reservation;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reservations of jobs that cannot start now, at most so many a cycle. */
final class Backlog {
    private final Future future;
    private int left;
    /** Equal runs find their places in the order of the queue, so the next need not look before the last. */
    private final Map<Run, Long> notBefore = new HashMap<>();

    private record Run(int pool, Gang gang, long runtimeMillis) {}

    private record Found(Candidate candidate, Reservation reservation, long runtimeMillis) {
        static final Comparator<Found> EARLIEST_FIRST = Comparator.comparingLong(
                        (Found found) -> found.reservation().startMillis())
                .thenComparingInt(found -> found.candidate().pool().index());
    }

    Backlog(Future future, int reservations) {
        this.future = future;
        this.left = reservations;
    }

    boolean isFull() {
        return left == 0;
    }

    /** Keeps the earliest places that the job can have at any of the candidates, and returns when it will start. */
    Optional<Eta> reserve(JobRequest job, List<Candidate> candidates) {
        Optional<Found> earliest = candidates.stream()
                .flatMap(candidate -> find(job, candidate).stream())
                .min(Found.EARLIEST_FIRST);
        earliest.ifPresent(found -> {
            left--;
            future.skyline(found.candidate().pool()).reserve(found.reservation(), job.gang(), found.runtimeMillis());
        });
        return earliest.map(found -> new Eta(
                found.reservation().startMillis(), found.candidate().pool().site(), Eta.Cause.JOBS_END, true));
    }

    private Optional<Found> find(JobRequest job, Candidate candidate) {
        long runtimeMillis = job.runtimeMillis(candidate.variant());
        Run run = new Run(candidate.pool().index(), job.gang(), runtimeMillis);
        Optional<Reservation> reservation =
                future.skyline(candidate.pool()).earliest(job.gang(), runtimeMillis, notBefore.getOrDefault(run, 0L));
        reservation.ifPresent(found -> notBefore.put(run, found.startMillis()));
        return reservation.map(found -> new Found(candidate, found, runtimeMillis));
    }
}
