package io.xisuan.billing.store;

import java.util.EnumSet;
import java.util.Set;

/**
 * The life of an intent: PLANNED, ACTED, OBSERVED, CLOSED; or ABORTED from any of the first three. CLOSED follows from any of them too:
 * a start whose answer was lost, or that was refused half way, held devices all the same, and is billed for what it held.
 */
public enum IntentState {
    /** Hold and intent are stored; nothing may have been created yet. */
    PLANNED,
    /** All objects of the start were created; the hold is active. */
    ACTED,
    /** The pods were seen. */
    OBSERVED,
    /** The attempt is over and all its usage is in the journal. */
    CLOSED,
    /** The pods are seen gone and never ran; the hold is voided. */
    ABORTED;

    /** Returns whether the attempt may still hold nodes. */
    public boolean live() {
        return switch (this) {
            case PLANNED, ACTED, OBSERVED -> true;
            case CLOSED, ABORTED -> false;
        };
    }

    /** Returns whether this state may follow from the other. */
    public boolean mayFollow(IntentState before) {
        Set<IntentState> next = switch (before) {
            case PLANNED -> EnumSet.of(ACTED, CLOSED, ABORTED);
            case ACTED -> EnumSet.of(OBSERVED, CLOSED, ABORTED);
            case OBSERVED -> EnumSet.of(CLOSED, ABORTED);
            case CLOSED, ABORTED -> EnumSet.noneOf(IntentState.class);
        };
        return next.contains(this);
    }
}
