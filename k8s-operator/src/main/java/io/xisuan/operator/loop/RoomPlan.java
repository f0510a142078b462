package io.xisuan.operator.loop;

import io.xisuan.billing.store.DecisionRecord;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.PlannedWorker;
import io.xisuan.billing.store.RoomOrder;
import io.xisuan.billing.store.SeatClaim;
import io.xisuan.billing.store.StopOrder;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.JobId;
import io.xisuan.operator.device.DevicePart;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Eta;
import io.xisuan.scheduler.plan.Plan;
import io.xisuan.scheduler.plan.Refusal;
import io.xisuan.scheduler.plan.Victim;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a plan comes to in a world where stopping takes time: who is told to leave, which places are kept for whom, and which jobs
 * start at once.
 *
 * <p>The scheduler resizes at once; a cluster does not: whoever starts on what a smaller job gives up waits until that has left. A start
 * that would take places that are kept for another is refused, and planned again in the next cycle. Pure.
 */
final class RoomPlan {
    /** For how long after the last of its victims should be gone a seat is kept. */
    static final long KEPT_MILLIS = 300_000;
    /** A job that started is not made larger so soon: each change costs it a restart. */
    static final long SETTLED_MILLIS = 600_000;

    private final Grounds grounds;
    private final List<Decision.Start> starts = new ArrayList<>();
    private final SortedMap<JobId, Decision> others = new TreeMap<>();
    private final SortedMap<JobId, SeatClaim> claims = new TreeMap<>();
    private final SortedMap<AttemptKey, StopOrder> stops = new TreeMap<>();
    private final List<DecisionRecord> records = new ArrayList<>();
    /** Who gives up workers for a job that starts on their places. */
    private final SortedMap<JobId, List<AttemptKey>> shrinking = new TreeMap<>();

    /**
     * What a plan was made from.
     *
     * @param state as it is now
     * @param requests of all jobs that are understood
     * @param live finds a job's live attempt
     * @param kept the open claims
     * @param seats how the nodes give their devices
     */
    record Grounds(
            ClusterState state,
            SortedMap<JobId, JobRequest> requests,
            Function<JobId, Optional<Intent>> live,
            Collection<SeatClaim> kept,
            Seats seats,
            long nowMillis) {
        boolean keeps(JobId job) {
            return kept.stream().anyMatch(claim -> claim.job().equals(job));
        }

        Optional<AttemptKey> attempt(JobId job) {
            return live.apply(job).map(Intent::attempt);
        }
    }

    /**
     * A plan, sorted out.
     *
     * @param others what is said of jobs that wait or can never start
     */
    record Sorted(List<Decision.Start> starts, SortedMap<JobId, Decision> others, RoomOrder order) {}

    private RoomPlan(Grounds grounds) {
        this.grounds = grounds;
    }

    static Sorted sort(Plan plan, Grounds grounds) {
        RoomPlan room = new RoomPlan(grounds);
        plan.decisions().forEach(room::take);
        List<Decision.Start> unopposed = room.unopposed();
        return new Sorted(
                unopposed,
                room.others,
                RoomOrder.forJobs(List.copyOf(room.claims.values()), List.copyOf(room.stops.values()), room.records));
    }

    private void take(Decision decision) {
        switch (decision) {
            case Decision.Start start -> start(start);
            case Decision.Preempt preempt -> preempt(preempt);
            case Decision.Move move -> move(move);
            case Decision.Resize resize -> resize(resize);
            case Decision.Wait wait -> others.put(wait.job(), wait);
            case Decision.Never never -> others.put(never.job(), never);
        }
    }

    private void start(Decision.Start start) {
        List<AttemptKey> leaving = shrinking.getOrDefault(start.job(), List.of());
        if (leaving.isEmpty()) {
            starts.add(start);
            return;
        }
        long gone = leaving.stream()
                .mapToLong(attempt ->
                        Optional.ofNullable(stops.get(attempt)).orElseThrow().byMillis())
                .max()
                .orElse(grounds.nowMillis());
        keep(start.job(), SeatClaim.Purpose.PREEMPT, start.seat(), leaving, gone);
    }

    private void preempt(Decision.Preempt preempt) {
        if (grounds.keeps(preempt.job())) {
            return; // Those who leave for it already are enough; it gets no new victims.
        }
        List<AttemptKey> victims = new ArrayList<>();
        for (Victim victim : preempt.victims()) {
            Optional<AttemptKey> attempt = grounds.attempt(victim.job());
            if (attempt.isPresent()) {
                tell(
                        attempt.get(),
                        EndReason.PREEMPTED,
                        victim.graceMillis(),
                        Optional.of(preempt.job()),
                        harm(victim));
                victims.add(attempt.get());
            }
        }
        keep(preempt.job(), SeatClaim.Purpose.PREEMPT, preempt.seat(), victims, preempt.startMillis());
        record(preempt.job(), "preempt", Refusal.LEAVING.name(), PlanTexts.preempt(preempt));
    }

    private void move(Decision.Move move) {
        Optional<AttemptKey> attempt = grounds.attempt(move.job());
        if (attempt.isEmpty() || grounds.keeps(move.beneficiary()) || grounds.keeps(move.job())) {
            return;
        }
        tell(
                attempt.get(),
                EndReason.MOVED,
                move.harm().graceMillis(),
                Optional.of(move.beneficiary()),
                harm(move.harm()));
        keepFor(move.job(), SeatClaim.Purpose.MOVE, move.seat(), List.of(), leaves(attempt.get()));
    }

    private void resize(Decision.Resize resize) {
        Optional<AttemptKey> attempt = grounds.attempt(resize.job());
        Optional<RunningJob> running = grounds.state().running(resize.job());
        boolean kept = grounds.keeps(resize.job())
                || resize.beneficiary().filter(grounds::keeps).isPresent();
        if (attempt.isEmpty() || running.isEmpty() || kept || tooSoon(resize, running.get())) {
            return;
        }
        long grace = running.get().request().interruption().graceMillis();
        tell(attempt.get(), EndReason.RESIZED, grace, resize.beneficiary(), PlanTexts.resize(resize));
        resize.beneficiary()
                .ifPresent(waiting -> shrinking
                        .computeIfAbsent(waiting, first -> new ArrayList<>())
                        .add(attempt.get()));
        keepFor(resize.job(), SeatClaim.Purpose.RESIZE, resize.seat(), List.of(), leaves(attempt.get()));
    }

    private boolean tooSoon(Decision.Resize resize, RunningJob running) {
        return resize.beneficiary().isEmpty() && running.startedMillis() + SETTLED_MILLIS > grounds.nowMillis();
    }

    private long leaves(AttemptKey attempt) {
        return Optional.ofNullable(stops.get(attempt)).orElseThrow().byMillis();
    }

    private static String harm(Victim victim) {
        return "it loses %d device-seconds of work".formatted(victim.lostDeviceMillis() / 1000);
    }

    private void tell(AttemptKey attempt, EndReason reason, long graceMillis, Optional<JobId> beneficiary, String why) {
        // The order's text is told to the victim's tenant, whose business another's job is not; the log names it.
        String text = beneficiary.isEmpty() ? why : "told to leave for a job before it; " + why;
        long now = grounds.nowMillis();
        StopOrder order = new StopOrder(attempt, reason.word(), text, now, now + Math.max(1, graceMillis), beneficiary);
        if (stops.putIfAbsent(attempt, order) == null) {
            String named = beneficiary
                    .map(job -> "told to leave for %s; %s".formatted(PlanTexts.name(job), why))
                    .orElse(why);
            record(attempt.job(), "stop", reason.word(), named);
        }
    }

    /** Keeps places for a waiting job, and says that it waits for them. */
    private void keep(
            JobId job, SeatClaim.Purpose purpose, Decision.Seat seat, List<AttemptKey> victims, long startMillis) {
        keepFor(job, purpose, seat, victims, startMillis);
        others.put(
                job,
                new Decision.Wait(
                        job,
                        Refusal.LEAVING,
                        Optional.of(new Eta(startMillis, seat.site(), Eta.Cause.VICTIMS_LEAVE, true)),
                        "%d jobs leave for it at %s".formatted(victims.size(), seat.site())));
    }

    private void keepFor(
            JobId job, SeatClaim.Purpose purpose, Decision.Seat seat, List<AttemptKey> victims, long startMillis) {
        claims.put(
                job,
                new SeatClaim(
                        job,
                        purpose,
                        seat.site(),
                        seat.variant().type().id(),
                        DevicePart.lanes(seat.gang().shape(0).accelerators()),
                        seat.workers().stream()
                                .map(worker -> new PlannedWorker(
                                        worker.rank(),
                                        worker.node(),
                                        grounds.seats().of(seat.site(), worker)))
                                .toList(),
                        seat.transferMillis(),
                        victims,
                        grounds.nowMillis(),
                        Math.max(startMillis, grounds.nowMillis()) + KEPT_MILLIS));
    }

    private void record(JobId job, String kind, String reason, String text) {
        records.add(new DecisionRecord(job, grounds.nowMillis(), kind, reason, text));
    }

    /** Returns the starts that find room now, and leave the places alone that are kept for others. */
    private List<Decision.Start> unopposed() {
        ClusterState state = grounds.state();
        int mark = state.checkpoint();
        List<Decision.Start> now = fitting(starts);
        state.rollback(mark);
        if (grounds.kept().isEmpty() && claims.isEmpty()) {
            return now;
        }
        mark = state.checkpoint();
        seat(grounds.kept(), now);
        seat(claims.values(), now);
        List<Decision.Start> unopposed = fitting(now);
        state.rollback(mark);
        return unopposed;
    }

    private List<Decision.Start> fitting(List<Decision.Start> wished) {
        List<Decision.Start> fitting = new ArrayList<>();
        for (Decision.Start start : wished) {
            RunningJob job =
                    RunningJob.of(start.request(), start.allocation(), grounds.nowMillis(), start.expectedEndMillis());
            if (grounds.state().hasRoom(job)) {
                grounds.state().start(job);
                fitting.add(start);
            }
        }
        return fitting;
    }

    /** Lets all those be gone who leave for seats, and puts on the seats whom they are kept for, but for those who start now. */
    private void seat(Collection<SeatClaim> seats, List<Decision.Start> starting) {
        ClusterState state = grounds.state();
        for (SeatClaim claim : seats) {
            claim.victims().stream()
                    .filter(victim ->
                            grounds.attempt(victim.job()).filter(victim::equals).isPresent())
                    .forEach(victim -> end(victim.job()));
            end(claim.job());
        }
        for (SeatClaim claim : seats) {
            JobRequest request = grounds.requests().get(claim.job());
            boolean starts = starting.stream().anyMatch(start -> start.job().equals(claim.job()));
            if (request != null && !starts) {
                Decision.Seat seat = KeptSeats.seat(claim, request, grounds.nowMillis());
                RunningJob job = RunningJob.of(
                        request, seat.allocation(claim.job()), grounds.nowMillis(), seat.expectedEndMillis());
                if (state.hasRoom(job)) {
                    state.start(job);
                }
            }
        }
    }

    private void end(JobId job) {
        if (grounds.state().running(job).isPresent()) {
            grounds.state().end(job);
        }
    }
}
