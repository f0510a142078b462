package io.xisuan.operator.metering.journal;

import io.xisuan.billing.usage.UsageInterval;
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
}
