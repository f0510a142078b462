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
 * @param isBehind true when a job ahead of it waits for the same limit, which it must not take
 */
public record QuotaShort(TenantId queue, long heldMilli, long demandMilli, long limitMilli, boolean isBehind) {
    /** Returns {@link Refusal#OVER_LIMIT} when the job asks for more than the queue may ever hold, else {@link Refusal#QUOTA}. */
    public Refusal reason() {
        return demandMilli > limitMilli ? Refusal.OVER_LIMIT : Refusal.QUOTA;
    }

    /** Returns one line for people. */
    public String text() {
        if (isBehind && demandMilli <= limitMilli) {
            return "queue %s may hold %s devices, for which a job ahead of it waits"
                    .formatted(queue, Queue.devices(limitMilli));
        }
        return demandMilli > limitMilli
                ? "queue %s may hold %s devices at most, %s needed"
                        .formatted(queue, Queue.devices(limitMilli), Queue.devices(demandMilli))
                : "queue %s holds %s of at most %s devices, %s needed"
                        .formatted(
                                queue, Queue.devices(heldMilli), Queue.devices(limitMilli), Queue.devices(demandMilli));
    }
}
