package io.xisuan.scheduler.twin;

import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Victim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whom to stop in one pool so that a job finds places: each of the running jobs is taken off and brought back. */
final class PlainVictims {
    private static final int MOST_INTERRUPTIONS = 3;

    private final PlainShares shares;
    private final List<RunningJob> running;
    private final long nowMillis;

    /** The victims in the order of their ids, their harm and grace, and the places without them. */
    record Found(
            PlainCandidates.Candidate candidate,
            List<WorkerPlacement> workers,
            List<Victim> victims,
            long harm,
            long startMillis) {
        static final Comparator<Found> LEAST = Comparator.comparingLong(Found::harm)
                .thenComparingInt(found -> found.victims().size())
                .thenComparingInt(found -> found.candidate().index());
    }

    /** What a place says to the job as things stand. */
    interface Room {
        boolean maySell();

        Optional<List<Spot>> spots();
    }

    PlainVictims(PlainShares shares, List<RunningJob> running, long nowMillis) {
        this.shares = shares;
        this.running = running;
        this.nowMillis = nowMillis;
    }

    private long lost(RunningJob job) {
        return job.request().interruption().lostMillis(job.startedMillis(), nowMillis);
    }

    private static int touched(RunningJob job) {
        return job.allocation().gang().devicesTouched();
    }

    private List<RunningJob> mayStop(JobRequest job, PlainPool pool) {
        List<RunningJob> sorted = running.stream()
                .filter(pool::is)
                .filter(other -> other.request().interruption().preemptible()
                        && other.leavesMillis().isEmpty()
                        && other.startedMillis() < nowMillis
                        && other.interruptions() < MOST_INTERRUPTIONS)
                .filter(other -> other.request().priority() <= job.priority())
                .sorted(Comparator.comparingLong(this::lost)
                        .thenComparingInt(other -> other.request().priority())
                        .thenComparing(Comparator.comparingLong(RunningJob::startedMillis)
                                .reversed())
                        .thenComparing(RunningJob::job))
                .toList();
        long demand = shares.milli(job.gang().smallest(), pool.type());
        List<RunningJob> chosen = new ArrayList<>();
        for (RunningJob other : sorted) {
            Gang held = other.allocation().gang();
            if (other.request().priority() < job.priority()
                    || shares.isReclaim(
                            job.tenant(), demand, other.request().tenant(), shares.milli(held, pool.type()))) {
                chosen.add(other);
                shares.release(other.request().tenant(), pool.type(), held);
            }
        }
        chosen.forEach(other -> shares.hold(
                other.request().tenant(), pool.type(), other.allocation().gang()));
        return chosen;
    }

    /** Returns the less harmful of two attempts: the jobs by their harm a device, and by their harm in all. */
    Optional<Found> find(JobRequest job, PlainCandidates.Candidate candidate, Room room) {
        List<RunningJob> jobs = mayStop(job, candidate.pool());
        List<RunningJob> byHarm = jobs.stream()
                .sorted(Comparator.comparingLong(other -> touched(other) * lost(other)))
                .toList();
        return Stream.of(jobs, byHarm)
                .flatMap(order -> find(job, candidate, room, order).stream())
                .min(Found.LEAST);
    }

    /** Returns the smallest prefix of the jobs without which there is room, less those who may stay. */
    private Optional<Found> find(
            JobRequest job, PlainCandidates.Candidate candidate, Room room, List<RunningJob> jobs) {
        PlainPool pool = candidate.pool();
        int count = prefix(jobs, pool, room, job.gang().smallest().devices());
        if (jobs.isEmpty() || count > jobs.size()) {
            return Optional.empty();
        }
        jobs.subList(0, count).forEach(other -> pool.release(other.job()));
        List<RunningJob> stopped =
                pruned(jobs.subList(0, count), pool, room, job.gang().smallest());
        List<WorkerPlacement> workers =
                Spot.workers(job.gang().smallest(), room.spots().orElseThrow());
        stopped.forEach(other -> back(other, pool));
        List<Victim> victims = stopped.stream()
                .map(other -> new Victim(
                        other.job(),
                        touched(other) * lost(other),
                        other.request().interruption().graceMillis(),
                        touched(other)))
                .sorted(Comparator.comparing(Victim::job))
                .toList();
        return Optional.of(new Found(
                candidate,
                workers,
                victims,
                victims.stream().mapToLong(Victim::lostDeviceMillis).sum(),
                nowMillis
                        + victims.stream().mapToLong(Victim::graceMillis).max().orElse(0)));
    }

    private void back(RunningJob job, PlainPool pool) {
        pool.start(job, job.freesMillis(nowMillis, 60_000));
    }

    /** Doubles, then halves: of gangs of several roles more room does not always mean places. */
    private int prefix(List<RunningJob> jobs, PlainPool pool, Room room, int devices) {
        long there = pool.sellable();
        int least = 0;
        while (there < devices && least < jobs.size()) {
            there += touched(jobs.get(least++));
        }
        if (there < devices || jobs.isEmpty()) {
            return jobs.size() + 1;
        }
        int fits = Math.max(1, least);
        int not = fits - 1;
        while (!fitsWithout(jobs.subList(0, fits), pool, room)) {
            if (fits == jobs.size()) {
                return jobs.size() + 1;
            }
            not = fits;
            fits = Math.min(jobs.size(), 2 * fits);
        }
        while (not + 1 < fits) {
            int middle = not + (fits - not) / 2;
            boolean enough = fitsWithout(jobs.subList(0, middle), pool, room);
            fits = enough ? middle : fits;
            not = enough ? not : middle;
        }
        return fits;
    }

    private boolean fitsWithout(List<RunningJob> gone, PlainPool pool, Room room) {
        gone.forEach(job -> pool.release(job.job()));
        boolean fits = room.spots().isPresent();
        gone.forEach(job -> back(job, pool));
        return fits;
    }

    /** All are gone: from the last on, whoever can come back does; who touches no place of a gang of whole devices stays away from it. */
    private List<RunningJob> pruned(List<RunningJob> gone, PlainPool pool, Room room, Gang gang) {
        List<Spot> best = room.spots().orElseThrow();
        List<RunningJob> stopped = new ArrayList<>();
        for (RunningJob job : gone.reversed()) {
            back(job, pool);
            boolean beside = gang.devicesTouched() == gang.devices()
                    && pool.sellable() >= gang.devices()
                    && room.maySell()
                    && best.stream().noneMatch(spot -> holds(spot.node(), job));
            Optional<List<Spot>> spots = beside ? Optional.of(best) : room.spots();
            if (spots.isEmpty()) {
                pool.release(job.job());
                stopped.addFirst(job);
            } else {
                best = spots.get();
            }
        }
        return stopped;
    }

    private static boolean holds(PlainNode node, RunningJob job) {
        return node.held().stream().anyMatch(held -> held.job().equals(job.job()));
    }
}
