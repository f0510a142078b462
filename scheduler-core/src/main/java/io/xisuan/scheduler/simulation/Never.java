package io.xisuan.scheduler.simulation;

import io.xisuan.scheduler.plan.Refusal;

/** Why a job can never start on these machines, however long it waits. */
public enum Never {
    /** No machine belongs to the site or virtual cluster that it must use. */
    NO_SUCH_SITE,
    /** No machine has an accelerator model that it can use. */
    NO_SUCH_MODEL,
    /** It needs more than every site that it may use has when all is idle. */
    LARGER_THAN_EVERY_SITE,
    /** It needs longer to save itself than sites give before they take devices back. */
    CHECKPOINT_TOO_LONG,
    /** It could not end before its deadline any more. */
    DEADLINE,
    /** Nobody sells or brings what it asks for, or its tenant may not have so much. */
    NOT_ALLOWED;

    /** Returns why the product's own scheduler refused a job for ever. */
    static Never of(Refusal refusal) {
        return switch (refusal) {
            case NO_ALLOWED_SITE -> NO_SUCH_SITE;
            case NO_VARIANT -> NO_SUCH_MODEL;
            case TOO_LARGE -> LARGER_THAN_EVERY_SITE;
            case CHECKPOINT_TOO_LONG -> CHECKPOINT_TOO_LONG;
            case DEADLINE -> DEADLINE;
            case DATA_OUT_OF_REACH, CHECKPOINT_NOT_THERE, NOT_SOLD, OVER_LIMIT -> NOT_ALLOWED;
            case NOT_YET,
                    NAMED_OBJECT_MISSING,
                    QUOTA,
                    LEAVING,
                    PLANNED,
                    NO_CAPACITY,
                    HEADROOM,
                    FRAGMENTED,
                    RESERVED,
                    NOT_CONSIDERED ->
                throw new IllegalArgumentException("A job that waits for %s may yet start".formatted(refusal));
        };
    }
}
