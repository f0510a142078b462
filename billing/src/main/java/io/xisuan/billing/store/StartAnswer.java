package io.xisuan.billing.store;

import io.xisuan.billing.usage.AttemptKey;

/** What became of one proposed start. */
public sealed interface StartAnswer {
    AttemptKey attempt();

    /** Hold, intent, quote and decision are stored; the start may be acted on. Repeating it gives the same answer. */
    record Committed(Intent intent) implements StartAnswer {
        @Override
        public AttemptKey attempt() {
            return intent.attempt();
        }
    }

    /**
     * Nothing of this proposal is stored; the others of the batch are not affected.
     *
     * @param detail names the balance or the intent, for people
     */
    record Refused(AttemptKey attempt, Reason reason, String detail) implements StartAnswer {}

    /** Why a start is refused. */
    enum Reason {
        /** A balance falls short, or the hold was placed for something else. */
        HOLD_REFUSED,
        /** Another attempt of the job is still live. */
        JOB_IS_LIVE,
        /** The attempt is over, or is not the next one. */
        ATTEMPT_OUT_OF_ORDER
    }

    default boolean committed() {
        return this instanceof Committed;
    }
}
