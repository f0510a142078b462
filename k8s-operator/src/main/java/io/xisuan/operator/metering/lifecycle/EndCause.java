package io.xisuan.operator.metering.lifecycle;

import io.xisuan.billing.usage.UnbilledReason;

/** Why a pod ended; it decides the class of the time until its devices are released, never the time itself. */
public enum EndCause {
    COMPLETED(UnbilledReason.TEARDOWN),
    FAILED(UnbilledReason.TEARDOWN),
    PREEMPTED(UnbilledReason.TEARDOWN),
    OWNER_RECLAIM(UnbilledReason.OWNER_RECLAIM),
    DEVICE_FAULT(UnbilledReason.DEVICE_FAULT),
    NODE_FAULT(UnbilledReason.NODE_FAULT);

    private final UnbilledReason afterwards;

    EndCause(UnbilledReason afterwards) {
        this.afterwards = afterwards;
    }

    /** Returns the reason why the time from this end to the release is not billed. */
    public UnbilledReason afterwards() {
        return afterwards;
    }

    /** Returns whether such an end of one pod ends the whole gang. */
    public boolean endsGang() {
        return this != COMPLETED;
    }
}
