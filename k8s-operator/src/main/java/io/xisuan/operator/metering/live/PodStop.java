package io.xisuan.operator.metering.live;

import io.xisuan.operator.metering.lifecycle.EndCause;

/**
 * When and why a pod ended, and how that is known.
 *
 * @param atMillis a whole second, never later than what an API object states
 */
record PodStop(long atMillis, EndCause cause, Basis basis) implements Comparable<PodStop> {
    /** What a stop is known by; all but the first two put a remark beside the usage. */
    enum Basis {
        /** The container's {@code finishedAt}. */
        STATED(""),
        /** The node's last lease renewal; a record of the journal of its own says so. */
        LEASE(""),
        /** The last good sample of a device of it that failed; a record of the journal of its own says so. */
        DEVICE(""),
        /** The pod is terminal and its container never ran: it held nothing, and ends with its binding. */
        NEVER_RAN("ended without ever running; no device time is counted"),
        /** No end was stated; the deletion's time stands for it. */
        DELETION("no end was stated; its deletion time stands for it"),
        /** The pod went without an end and without a deletion time: the last time that its object stated. */
        LAST_STATED("went without a stated end; the last time that its object stated stands for it");

        private final String remark;

        Basis(String remark) {
            this.remark = remark;
        }

        /** Returns what the journal remarks; empty when the end is as certain as it gets. */
        String remark() {
            return remark;
        }
    }

    @Override
    public int compareTo(PodStop other) {
        int byTime = Long.compare(atMillis, other.atMillis);
        int byCause = byTime != 0 ? byTime : cause.compareTo(other.cause);
        return byCause != 0 ? byCause : basis.compareTo(other.basis);
    }
}
