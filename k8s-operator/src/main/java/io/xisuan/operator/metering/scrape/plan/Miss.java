package io.xisuan.operator.metering.scrape.plan;

import io.xisuan.operator.metering.evidence.GapCause;

/** Why a target was not asked in a slot in which it should have been. */
public enum Miss {
    /** The operator did not run, or had no room for another answer. */
    AWAY(GapCause.OPERATOR_AWAY, "not asked in this slot"),
    /** The target was gone from discovery before it was asked. */
    GONE(GapCause.NO_SCRAPE, "no longer discovered"),
    /** An earlier request never came to an end. */
    HUNG(GapCause.TIMEOUT, "an earlier request has not ended");

    private final GapCause cause;
    private final String detail;

    Miss(GapCause cause, String detail) {
        this.cause = cause;
        this.detail = detail;
    }

    GapCause cause() {
        return cause;
    }

    String detail() {
        return detail;
    }
}
