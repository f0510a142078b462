package io.xisuan.scheduler;

import io.xisuan.model.JobId;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.placement.NodeLimit;
import io.xisuan.scheduler.placement.Placement;
import io.xisuan.scheduler.placement.PlacementWish;
import io.xisuan.scheduler.placement.Places;
import io.xisuan.scheduler.plan.Eta;
import io.xisuan.scheduler.reservation.Future;
import io.xisuan.scheduler.reservation.Reservation;
import io.xisuan.scheduler.reservation.Skyline;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When every waiting job will start if every run takes as long as expected and nobody else comes: the future is played forward
 * on the state itself and undone.
 *
 * <p>At each instant at which something ends, a site keeps less or a job may start at first, whoever fits starts, in the order
 * given and by the real placement; the first in line that does not fit keeps the earliest places it can have, and those
 * behind it start only where they do not delay it (EASY, Lifka 1995). Quotas, prices and later submissions are left out, so this
 * is an estimate; the order of candidates stands for their cost. It ends: every step of the clock uses up an end, a step of a
 * calendar or a first instant of a job, and each of these comes once.
 */
final class Etas {
    private final ClusterState state;
    private final Placement placement;
    private final Future future;
    private final Room room;
    private final ForecastEvents events;
    private final ForecastLine line;
    private final SortedMap<JobId, Eta> told = new TreeMap<>();
    private Optional<Kept> kept = Optional.empty();
    private long limits;
    private long nowMillis;
    /** For each pool the first place in line from which somebody started there. */
    private final int[] firstStarted;

    private record Kept(int position, Pool pool, Reservation reservation, long holdMillis) {}

    private Etas(ClusterState state, SchedulerMemory memory, List<JobRequest> inOrder, long nowMillis) {
        this.state = state;
        this.placement = memory.placement();
        this.future = new Future(state, nowMillis);
        this.room = new Room(future, placement);
        this.events = new ForecastEvents(state, nowMillis);
        this.line = new ForecastLine(inOrder, memory);
        this.nowMillis = nowMillis;
        this.firstStarted = new int[state.pools().size()];
        Arrays.fill(firstStarted, Integer.MAX_VALUE);
    }

    /**
     * Returns when each of the jobs is expected to start, after now; a job for which nothing that is known makes room has no time.
     *
     * @param state as it will be after the starts of this cycle; unchanged when this returns
     * @param inOrder those who then wait, in the order in which they are looked at
     */
    static SortedMap<JobId, Eta> of(
            ClusterState state, SchedulerMemory memory, List<JobRequest> inOrder, long nowMillis) {
        int mark = state.checkpoint();
        try {
            return new Etas(state, memory, inOrder, nowMillis).tell();
        } finally {
            state.rollback(mark);
        }
    }

    private SortedMap<JobId, Eta> tell() {
        line.join(nowMillis);
        long next = Math.min(events.next(), line.nextEntry());
        while (!line.isEmpty() && next != ForecastEvents.NEVER) {
            nowMillis = next;
            events.happenUntil(nowMillis);
            state.pools().forEach(pool -> future.skyline(pool).moveTo(nowMillis));
            line.join(nowMillis);
            startHead();
            startOthers();
            next = Math.min(events.next(), line.nextEntry());
        }
        return told;
    }

    /** Starts the first in line as long as it fits; who does not keeps the earliest places it can have. */
    private void startHead() {
        int head = line.head();
        while (head >= 0) {
            boolean isKept = kept.isPresent() && kept.get().position() == head;
            if (!isKept) {
                release();
            }
            if (hasRoomSomewhere(line.group(head)) && startsUnlimited(head)) {
                head = line.head();
                continue;
            }
            if (!isKept || kept.get().reservation().startMillis() <= nowMillis) {
                release();
                keep(head);
            }
            return;
        }
    }

    private boolean startsUnlimited(int head) {
        Optional<Kept> before = kept;
        long epoch = limits;
        release();
        if (starts(head)) {
            return true;
        }
        before.ifPresent(this::reserve);
        limits = epoch;
        return false;
    }

    private void release() {
        kept.ifPresent(was -> {
            future.skyline(was.pool()).clear();
            limits++;
        });
        kept = Optional.empty();
    }

    private void reserve(Kept next) {
        future.skyline(next.pool()).reserve(next.reservation(), next.holdMillis());
        kept = Optional.of(next);
        limits++;
    }

    private void keep(int head) {
        JobRequest job = line.job(head);
        Gang gang = line.group(head).smallest();
        long limit = Long.MAX_VALUE;
        Optional<Kept> best = Optional.empty();
        for (Candidate candidate : line.group(head).candidates()) {
            long holdMillis = hold(candidate, job, gang);
            Optional<Reservation> found = future.skyline(candidate.pool())
                    .earliest(
                            PlacementWish.of(gang, candidate.variant(), job.wishes()),
                            holdMillis,
                            nowMillis + 1,
                            limit);
            if (found.isPresent()) {
                limit = found.get().startMillis();
                best = Optional.of(new Kept(head, candidate.pool(), found.get(), holdMillis));
            }
        }
        best.ifPresent(this::reserve);
    }

    private static long hold(Candidate candidate, JobRequest job, Gang gang) {
        return candidate.holdMillis(job.gang().isElastic() ? job.as(gang) : job);
    }

    private record Turn(ForecastLine.Group group, int position) {}

    private void startOthers() {
        PriorityQueue<Turn> turns = new PriorityQueue<>(Comparator.comparingInt(Turn::position));
        int head = line.head();
        for (ForecastLine.Group group : line.groups()) {
            enter(turns, group, head);
        }
        while (!turns.isEmpty()) {
            Turn turn = turns.remove();
            starts(turn.position());
            enter(turns, turn.group(), turn.position());
        }
    }

    /** Gives the next of a group a turn who is not known to be refused. */
    private void enter(PriorityQueue<Turn> turns, ForecastLine.Group group, int behind) {
        if (!hasRoomSomewhere(group)) {
            return;
        }
        int position = line.behind(group, behind, limitMillis(group));
        if (position >= 0) {
            turns.add(new Turn(group, position));
        }
    }

    private boolean hasRoomSomewhere(ForecastLine.Group group) {
        for (int i = 0; i < group.candidates().size(); i++) {
            if (hasRoom(group, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasRoom(ForecastLine.Group group, int candidate) {
        Pool pool = group.candidates().get(candidate).pool();
        return !group.isFull(candidate, events.growth(pool)) && group.smallest().devices() <= pool.sellableDevices();
    }

    /** Returns a number that rises whenever something else is kept or the candidate's pool gets room. */
    private long epoch(ForecastLine.Group group, int candidate) {
        return limits + events.growth(group.candidates().get(candidate).pool());
    }

    /** Returns the estimate from which on jobs of the group are known to be refused by every candidate. */
    private long limitMillis(ForecastLine.Group group) {
        long limit = 0;
        for (int i = 0; i < group.candidates().size(); i++) {
            if (hasRoom(group, i)) {
                limit = Math.max(limit, group.limitMillis(i, epoch(group, i)));
            }
        }
        return limit;
    }

    /** Starts the job at the first of its candidates that has room now, if any has. */
    private boolean starts(int position) {
        ForecastLine.Group group = line.group(position);
        JobRequest job = line.job(position);
        for (int i = 0; i < group.candidates().size(); i++) {
            Candidate candidate = group.candidates().get(i);
            long holdMillis = hold(candidate, job, group.smallest());
            if (!hasRoom(group, i) || job.runtimeMillis() >= group.limitMillis(i, epoch(group, i))) {
                continue;
            }
            PlacementWish wish = PlacementWish.of(job.gang(), candidate.variant(), job.wishes());
            Optional<Places> places = room.places(candidate.pool(), wish, holdMillis);
            if (places.isPresent()) {
                start(position, candidate, places.get());
                return true;
            }
            refused(job, group, i, holdMillis);
        }
        return false;
    }

    private void refused(JobRequest job, ForecastLine.Group group, int candidate, long holdMillis) {
        Pool pool = group.candidates().get(candidate).pool();
        PlacementWish smallest = PlacementWish.of(
                group.smallest(), group.candidates().get(candidate).variant(), job.wishes());
        Skyline skyline = future.skyline(pool);
        boolean isFull = skyline.isOpen(holdMillis)
                || placement.place(pool, smallest, NodeLimit.NONE).isEmpty();
        if (isFull) {
            group.full(candidate, events.growth(pool));
        } else {
            group.limited(candidate, epoch(group, candidate), job.runtimeMillis());
        }
    }

    private void start(int position, Candidate candidate, Places places) {
        JobRequest job = line.job(position);
        Pool pool = candidate.pool();
        long holdMillis = hold(candidate, job, places.gang());
        Allocation allocation = new Allocation(job.id(), pool.site(), pool.type(), places.gang(), places.workers(pool));
        RunningJob running = RunningJob.of(job, allocation, nowMillis, Math.addExact(nowMillis, holdMillis));
        state.start(running);
        events.started(running, pool);
        line.leaves(position);
        told.put(job.id(), new Eta(nowMillis, pool.site(), cause(job, pool, position), false));
        firstStarted[pool.index()] = Math.min(firstStarted[pool.index()], position);
    }

    private Eta.Cause cause(JobRequest job, Pool pool, int position) {
        if (job.times().notBeforeMillis() == nowMillis) {
            return Eta.Cause.NOT_BEFORE;
        }
        if (firstStarted[pool.index()] < position) {
            return Eta.Cause.QUEUE_AHEAD;
        }
        return events.fell(pool, nowMillis) ? Eta.Cause.HEADROOM_FALLS : Eta.Cause.JOBS_END;
    }
}
