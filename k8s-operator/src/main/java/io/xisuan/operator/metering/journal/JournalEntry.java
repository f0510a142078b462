package io.xisuan.operator.metering.journal;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.evidence.Confirmation;
import io.xisuan.operator.metering.evidence.EvidenceSummary;
import io.xisuan.operator.metering.lifecycle.NodeSpan;
import java.util.Optional;

/** What a record of the journal says. */
public sealed interface JournalEntry {
    /** A usage interval that is final, with the summary of its evidence where devices were sampled. */
    record Usage(UsageInterval usage, Optional<EvidenceSummary> evidence, Optional<Confirmation> confirmation)
            implements JournalEntry {
        /** Takes usage that nobody confirmed: it is verified by count. */
        public Usage(UsageInterval usage, Optional<EvidenceSummary> evidence) {
            this(usage, evidence, Optional.empty());
        }
    }

    /** What a node's devices of one resource were over a span: the inventory that all classes of time add up to. */
    record Node(SiteId site, NodeSpan span) implements JournalEntry {}

    /**
     * Usage that stands in place of earlier usage, by the word of two persons. The earlier record stays; whoever reads usage takes
     * the last that replaces it.
     *
     * @param corrected as it is now held to have been; its id is new
     * @param replaces the id of the usage, or of the correction, that it stands for
     */
    record Correction(UsageInterval corrected, String replaces, String why, String proposedBy, String approvedBy)
            implements JournalEntry {
        public Correction {
            if (proposedBy.isBlank() || approvedBy.isBlank() || proposedBy.equals(approvedBy)) {
                throw new IllegalArgumentException(
                        "A correction takes two persons, not \"%s\" and \"%s\"".formatted(proposedBy, approvedBy));
            }
            if (corrected.id().equals(replaces)) {
                throw new IllegalArgumentException("A correction of %s has an id of its own".formatted(replaces));
            }
        }
    }

    /**
     * A fact that changed a record, or could have: a late observation, an end that was inferred.
     *
     * @param kind one word in capitals
     * @param subject the usage, attempt or node that it is about
     */
    record Remark(String kind, String subject, String text) implements JournalEntry {}

    /**
     * The attempt is over and all its usage stands before this record. It is written in one append with the last of that usage,
     * so that a meter that starts again knows what it must not write twice.
     */
    record Closed(AttemptKey attempt) implements JournalEntry {}

    /**
     * The node was lost with a pod on it: the pod's time ends with the last lease renewal, also when the node comes back.
     *
     * @param lastLeaseMillis when the lease was last renewed, by the node's clock
     */
    record PodLost(AttemptKey attempt, String podUid, NodeName node, long lastLeaseMillis) implements JournalEntry {}

    /**
     * What devices said that changes what a pod is billed, written when it was found, so that the bill does not depend on evidence
     * that may be lost.
     *
     * @param span from the last good sample to when the fault was found, or when two owners were named
     * @param what the fault's code, or the owners
     */
    record Found(
            AttemptKey attempt, String podUid, NodeName node, DeviceKey device, Cause cause, Interval span, String what)
            implements JournalEntry {
        /** What was found. */
        public enum Cause {
            /** The device failed: billing of the gang ends with the last good sample. */
            DEVICE_FAULT,
            /** The node named two owners for the device: the span waits for the word of two persons. */
            TWO_OWNERS
        }
    }
}
