package io.xisuan.billing.store;

import io.xisuan.billing.usage.AttemptKey;

/**
 * An attempt that ran on past its money while no operator was there to pause or stop it as its tenant chose: from then on the provider
 * bears its time.
 *
 * @param fromMillis when what was held for it ended, milliseconds since 1970
 * @param notedAtMillis when the next leader found it
 */
public record Outage(AttemptKey attempt, long fromMillis, long notedAtMillis) {
    public Outage {
        if (notedAtMillis < fromMillis) {
            throw new IllegalArgumentException(
                    "%s: an outage from %d is not noted at %d".formatted(attempt, fromMillis, notedAtMillis));
        }
    }
}
