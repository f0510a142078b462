package io.xisuan.scheduler;

import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.placement.PlacementWish;
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
    /** Starts that are planned for later use up reservations of their own, so that the first in line keeps its. */
    private int plannedLeft;
    /** Equal runs find their places in the order of the queue, so the next need not look before the last. */
    private final Map<Run, Long> notBefore = new HashMap<>();

    private record Run(int pool, PlacementWish wish, long runMillis) {}

    /**
     * A pool where a job may start from some time on.
     *
     * @param cause why not earlier, when the time is later than now
     */
    record Aim(Candidate candidate, long fromMillis, Eta.Cause cause) {}

    private record Found(Aim aim, Reservation reservation, long runMillis) {
        static final Comparator<Found> EARLIEST_FIRST = Comparator.comparingLong(Found::startMillis)
                .thenComparingInt(found -> found.aim().candidate().pool().index());

        long startMillis() {
            return reservation.startMillis();
        }

        Eta eta() {
            Eta.Cause cause = startMillis() == aim.fromMillis() ? aim.cause() : reservation.cause();
            return new Eta(startMillis(), aim.candidate().pool().site(), cause, true);
        }
    }

    Backlog(Future future, int reservations) {
        this.future = future;
        this.left = reservations;
        this.plannedLeft = reservations;
    }

    boolean isFull() {
        return left == 0;
    }

    /** Notes that somebody leaves earlier than was known: equal runs may now find earlier places. */
    void roomGrew() {
        notBefore.clear();
    }

    boolean isFullOfPlanned() {
        return plannedLeft == 0;
    }

    /** Keeps the places of a start that is better later than now. */
    void keepPlanned(Candidate candidate, Reservation reservation, long runMillis) {
        plannedLeft--;
        keep(candidate, reservation, runMillis);
    }

    /** Keeps the earliest places that the job can have at any of the candidates, and returns when it will start. */
    Optional<Eta> reserve(JobRequest job, List<Candidate> candidates) {
        long from = job.times().notBeforeMillis();
        return reserveAt(
                job,
                candidates.stream()
                        .map(candidate -> new Aim(candidate, from, Eta.Cause.NOT_BEFORE))
                        .toList());
    }

    /** Returns when the job could start at the earliest at any of the candidates; nothing is kept for it. */
    Optional<Eta> earliest(JobRequest job, List<Candidate> candidates) {
        long from = job.times().notBeforeMillis();
        return candidates.stream()
                .flatMap(candidate -> find(job, new Aim(candidate, from, Eta.Cause.NOT_BEFORE)).stream())
                .min(Found.EARLIEST_FIRST)
                .map(Found::eta);
    }

    /** Keeps the earliest places that the job can have where it aims at, and returns when it will start. */
    Optional<Eta> reserveAt(JobRequest job, List<Aim> aims) {
        Optional<Found> earliest =
                aims.stream().flatMap(aim -> find(job, aim).stream()).min(Found.EARLIEST_FIRST);
        earliest.ifPresent(found -> {
            left--;
            keep(found);
        });
        return earliest.map(Found::eta);
    }

    /** Keeps places that were found elsewhere, such as those of a job whose victims are leaving. */
    void keep(Candidate candidate, Reservation reservation, long runMillis) {
        future.skyline(candidate.pool()).reserve(reservation, runMillis);
    }

    private void keep(Found found) {
        keep(found.aim().candidate(), found.reservation(), found.runMillis());
    }

    /** Looks for the smallest gang, and takes the largest where that starts no later. */
    private Optional<Found> find(JobRequest job, Aim aim) {
        Optional<Found> smallest = find(job, aim, job.gang().smallest());
        if (!job.gang().isElastic()) {
            return smallest;
        }
        return smallest.flatMap(least -> find(job, aim, job.gang().largest())
                .filter(most -> most.startMillis() <= least.startMillis())
                .or(() -> smallest));
    }

    private Optional<Found> find(JobRequest job, Aim aim, Gang gang) {
        Candidate candidate = aim.candidate();
        long runMillis = candidate.holdMillis(job.as(gang));
        PlacementWish wish = PlacementWish.of(gang, candidate.variant(), job.wishes());
        Run run = new Run(candidate.pool().index(), wish, runMillis);
        long from = Math.max(aim.fromMillis(), future.nowMillis() + 1);
        Optional<Reservation> reservation =
                future.skyline(candidate.pool()).earliestFrom(wish, runMillis, from, notBefore.getOrDefault(run, 0L));
        reservation
                .filter(found -> from == future.nowMillis() + 1)
                .ifPresent(found -> notBefore.put(run, found.startMillis()));
        return reservation.map(found -> new Found(aim, found, runMillis));
    }
}
