package io.xisuan.operator.metering.live;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.operator.metering.journal.JournalHead;
import java.util.List;

/**
 * An attempt that is over, with all its usage durable in the journal.
 *
 * @param usage everything that the journal has of it, of all days, in canonical order; empty when nothing was ever bound
 * @param head the journal's head, at or after its last record
 */
public record ClosedAttempt(AttemptKey attempt, List<UsageInterval> usage, JournalHead head) {
    public ClosedAttempt {
        usage = List.copyOf(usage);
    }
}
