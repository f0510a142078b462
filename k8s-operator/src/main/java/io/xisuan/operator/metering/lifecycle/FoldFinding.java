package io.xisuan.operator.metering.lifecycle;

import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import java.util.Comparator;

/**
 * Something that an auditor or an operator should look at; it changes no time by itself.
 *
 * @param subject the pod, device or lane
 * @param interval when
 * @param detail for people
 */
public record FoldFinding(Kind kind, NodeName node, String subject, Interval interval, String detail)
        implements Comparable<FoldFinding> {
    /** What is found. */
    public enum Kind {
        /** The node's clock is more than two seconds off; its times were moved. */
        CLOCK_SKEW,
        /** A pod of ours holds a lane that the inventory lacks: the day does not close. */
        OUTSIDE_INVENTORY,
        /** Records hold more of a lane than it has: the day does not close. */
        HELD_TWICE,
        /** Pods of others hold more devices than are left: the day does not close. */
        OVERCOMMITTED,
        /** A fault of a device whose owner nobody knows: it credits nobody. */
        FAULT_WITHOUT_OWNER,
        /** A device was busy and nobody owned it. */
        USED_WITHOUT_OWNER,
        /** Two owners of one device: billed time waits for the word of two persons. */
        TWO_OWNERS,
        /** The node's agent named a pod as owner more than a minute after it had given its devices back. */
        STALE_OWNER,
        /** The node's agent names another number of devices for a pod than the pod asked for. */
        COUNT_DIFFERS;

        /** Returns whether classes of time cannot add up to the inventory where this is found. */
        public boolean breaksClosure() {
            return this == OUTSIDE_INVENTORY || this == HELD_TWICE || this == OVERCOMMITTED;
        }
    }

    private static final Comparator<FoldFinding> ORDER = Comparator.comparing(FoldFinding::interval)
            .thenComparing(FoldFinding::node)
            .thenComparing(FoldFinding::kind)
            .thenComparing(FoldFinding::subject)
            .thenComparing(FoldFinding::detail);

    @Override
    public int compareTo(FoldFinding other) {
        return ORDER.compare(this, other);
    }
}
