package io.xisuan.scheduler.twin;

import io.xisuan.model.TenantId;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.fairness.Queue;
import io.xisuan.scheduler.plan.Claim;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Plan;
import io.xisuan.scheduler.plan.Refusal;
import io.xisuan.scheduler.plan.Victim;
import java.util.List;
import java.util.Optional;

/** What is promised to tenants, owners and those for whom others leave, and must be kept by every plan. */
final class Promises {
    private final PlainWorld world;
    private final List<Queue> queues;
    private final long nowMillis;

    Promises(PlainWorld world, List<Queue> queues, long nowMillis) {
        this.world = world;
        this.queues = queues;
        this.nowMillis = nowMillis;
    }

    private static void check(boolean holds, String what, Object where) {
        if (!holds) {
            throw new Disagreement("%s: %s".formatted(what, where));
        }
    }

    /** No queue holds more than its limit. */
    void limitsHold() {
        PlainShares shares = new PlainShares(world.nodes(), queues, world.running());
        queues.forEach(queue ->
                check(shares.held(queue) <= queue.limitMilli().orElse(Long.MAX_VALUE), "over its limit", queue));
    }

    /** No start takes of what is kept for the owner: where more is sold than before, no more is than may be. */
    void headroomHolds(List<PlainPool> before) {
        List<PlainPool> after = world.pools(nowMillis);
        for (int i = 0; i < after.size(); i++) {
            PlainPool pool = after.get(i);
            check(
                    pool.sold() <= before.get(i).sold() || pool.sold() + pool.headroom() <= pool.total(),
                    "the owner's devices are sold",
                    pool);
        }
    }

    /** Before the plan is acted on: who is stopped by none of higher priority is of a queue that keeps what it is guaranteed. */
    void guaranteesHold(Plan plan, List<Claim> claims, List<JobRequest> waiting) {
        PlainShares shares = new PlainShares(world.nodes(), queues, world.running());
        world.running().stream().filter(job -> job.leavesMillis().isPresent()).forEach(shares::leave);
        for (Decision decision : plan.decisions()) {
            switch (decision) {
                case Decision.Start start -> hold(shares, start.request().tenant(), start.seat());
                case Decision.Wait wait ->
                    claims.stream()
                            .filter(claim -> wait.reason() == Refusal.LEAVING
                                    && claim.job().equals(wait.job()))
                            .forEach(claim -> waiting.stream()
                                    .filter(job -> job.id().equals(claim.job()))
                                    .forEach(job -> hold(shares, job.tenant(), claim.seat())));
                case Decision.Preempt preempt -> {
                    reclaims(shares, preempt);
                    hold(shares, preempt.request().tenant(), preempt.seat());
                    preempt.victims().forEach(victim -> shares.leave(running(victim)));
                }
                case Decision.Never never -> {}
                case Decision.Resize resize -> {}
                case Decision.Move move -> {}
            }
        }
    }

    private static void hold(PlainShares shares, TenantId tenant, Decision.Seat seat) {
        shares.hold(tenant, seat.variant().type(), seat.gang());
    }

    private RunningJob running(Victim victim) {
        return world.running(victim.job()).orElseThrow();
    }

    private void reclaims(PlainShares shares, Decision.Preempt preempt) {
        List<Queue> ours = shares.path(preempt.request().tenant());
        List<RunningJob> reclaimed = preempt.victims().stream()
                .map(this::running)
                .filter(job -> job.request().priority() >= preempt.request().priority())
                .toList();
        for (RunningJob job : reclaimed) {
            check(job.request().priority() == preempt.request().priority(), "a higher one is stopped", preempt);
            check(!job.request().tenant().equals(preempt.request().tenant()), "stopped for its own tenant", preempt);
            for (Queue queue : shares.path(job.request().tenant())) {
                long freed = reclaimed.stream()
                        .filter(each -> shares.path(each.request().tenant()).contains(queue))
                        .mapToLong(each -> shares.milli(
                                each.allocation().gang(), each.allocation().type()))
                        .sum();
                check(
                        ours.contains(queue) || shares.stays(queue) - freed >= queue.guaranteedMilli(),
                        "brought below its guarantee",
                        queue);
            }
        }
    }

    /** After the plan is acted on: a seat of whole devices that is kept is there when those who leave for it have, whoever started. */
    void seatsAreKept(Plan plan, List<Claim> claims) {
        for (Claim claim : claims) {
            Gang gang = claim.seat().gang();
            boolean whole = gang.devices() == gang.devicesTouched();
            boolean withStarts = hasRoom(claim, List.of());
            check(!whole || withStarts || !hasRoom(claim, plan.starts()), "a kept seat was given away", claim);
        }
    }

    private boolean hasRoom(Claim claim, List<Decision.Start> without) {
        return pool(claim)
                .filter(pool -> {
                    without.forEach(start -> pool.release(start.job()));
                    return pool.hasRoom(claim.seat().allocation(claim.job()));
                })
                .isPresent();
    }

    /** Returns the pool of a seat when the last of its victims has left. */
    private Optional<PlainPool> pool(Claim claim) {
        long start = world.running().stream()
                .filter(job -> claim.victims().contains(job.job()))
                .mapToLong(job -> job.freesMillis(nowMillis, 0))
                .max()
                .orElse(nowMillis);
        Optional<PlainPool> pool = world.pools(nowMillis).stream()
                .filter(each -> each.site().id().equals(claim.seat().site())
                        && each.type().equals(claim.seat().variant().type())
                        && each.has(claim.seat()))
                .findFirst();
        world.running().stream()
                .filter(job -> job.freesMillis(nowMillis, 60_000) <= start)
                .forEach(job -> pool.ifPresent(each -> each.release(job.job())));
        return pool;
    }
}
