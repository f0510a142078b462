package io.xisuan.operator.metering.journal;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.NodeName;
import io.xisuan.operator.metering.evidence.EvidenceSummary;
import java.util.Optional;

/** What a record of the journal says. */
public sealed interface JournalEntry {
    /** A usage interval that is final, with the summary of its evidence where devices were sampled. */
    record Usage(UsageInterval usage, Optional<EvidenceSummary> evidence) implements JournalEntry {}

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
}
