package io.xisuan.scheduler.fairness;

import io.xisuan.model.TenantId;
import io.xisuan.scheduler.plan.Refusal;

/**
 * Why a job may not start whatever is free: a queue on its path may hold no more.
 *
 * @param queue the tenant's queue or a group above it
 * @param heldMilli what the queue holds now, thousandths of devices
 * @param demandMilli what the job would add
 * @param limitMilli what the queue may hold
 * @param isGroup whether the queue is a group above the tenant's own
 * @param isBehind true when a job ahead of it waits for the same limit, which it must not take
 */
public record QuotaShort(
        TenantId queue, long heldMilli, long demandMilli, long limitMilli, boolean isGroup, boolean isBehind) {
    /** Returns {@link Refusal#OVER_LIMIT} when the job asks for more than the queue may ever hold, else {@link Refusal#QUOTA}. */
    public Refusal reason() {
        return demandMilli > limitMilli ? Refusal.OVER_LIMIT : Refusal.QUOTA;
    }

    /**
     * Returns one line for people. The tenant reads it, so a group goes without its name and without what it holds: other
     * tenants are in it.
     */
    public String text() {
        String needed = Queue.devices(demandMilli);
        if (demandMilli > limitMilli) {
            return "%s may hold %s devices at most, %s needed".formatted(whose(), Queue.devices(limitMilli), needed);
        }
        if (isBehind) {
            return isGroup
                    ? "a job ahead of it waits for what %s may hold".formatted(whose())
                    : "%s may hold %s devices, for which a job ahead of it waits"
                            .formatted(whose(), Queue.devices(limitMilli));
        }
        return isGroup
                ? "%s may not hold the %s devices needed beside what it holds".formatted(whose(), needed)
                : "%s holds %s of at most %s devices, %s needed"
                        .formatted(whose(), Queue.devices(heldMilli), Queue.devices(limitMilli), needed);
    }

    private String whose() {
        return isGroup ? "the group of its queue" : "its queue";
    }
}
