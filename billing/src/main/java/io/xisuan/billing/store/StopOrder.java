package io.xisuan.billing.store;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.JobId;
import java.util.Optional;

/**
 * The decision to end a live attempt, stored before anything acts on it: a restart goes on with it and gives the same reason.
 *
 * @param reason a stable word, as {@code Preempted}
 * @param text the whole reason, for people, the job's tenant among them: it names no other tenant's job
 * @param byMillis when the attempt is to be gone at the latest
 * @param beneficiary the job that its places are for, where there is one
 */
public record StopOrder(
        AttemptKey attempt,
        String reason,
        String text,
        long orderedAtMillis,
        long byMillis,
        Optional<JobId> beneficiary) {
    public StopOrder {
        if (reason.isBlank() || byMillis < orderedAtMillis) {
            throw new IllegalArgumentException("%s cannot be told to stop for \"%s\" at %d by %d"
                    .formatted(attempt, reason, orderedAtMillis, byMillis));
        }
    }
}
