package io.xisuan.billing.store;

import io.xisuan.model.BillingPeriod;

/**
 * Somebody's wish that a month be issued; the leader answers it.
 *
 * @param answer empty while it is pending
 */
public record IssueRequest(
        long id,
        BillingPeriod period,
        IssuePart part,
        String requestedBy,
        long requestedAtMillis,
        State state,
        String answer) {
    /** Whether the leader has answered. */
    public enum State {
        PENDING,
        DONE,
        REFUSED
    }
}
