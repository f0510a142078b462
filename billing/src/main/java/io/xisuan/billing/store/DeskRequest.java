package io.xisuan.billing.store;

import io.xisuan.billing.control.Principal;
import io.xisuan.model.BillingPeriod;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Somebody's wish about documents; the leader answers it once.
 *
 * @param part of the wish to draft invoices: whether more of the month may follow
 * @param run of the wish to issue: the drafts
 * @param answer empty while it is pending
 */
public record DeskRequest(
        long id,
        DeskDeed deed,
        BillingPeriod period,
        Optional<IssuePart> part,
        OptionalLong run,
        Principal requestedBy,
        long requestedAtMillis,
        IssueRequest.State state,
        String answer) {
    public DeskRequest {
        if (part.isPresent() != (deed == DeskDeed.DRAFT) || run.isPresent() != (deed == DeskDeed.ISSUE)) {
            throw new IllegalArgumentException(
                    "Request %d to %s has part %s and run %s".formatted(id, deed, part, run));
        }
    }
}
