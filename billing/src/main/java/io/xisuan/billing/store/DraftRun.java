package io.xisuan.billing.store;

import io.xisuan.model.BillingPeriod;
import java.util.Optional;

/**
 * Drafts that were made together, from the same records, and are issued together or not at all.
 *
 * @param part of invoices: whether more of the month may follow; empty for notes
 * @param toSeq the last record of the journal that they were made from
 * @param hash the chain hash of that record
 * @param askedBy who asked for them
 */
public record DraftRun(
        long id,
        Purpose purpose,
        BillingPeriod period,
        Optional<IssuePart> part,
        long toSeq,
        String hash,
        String askedBy,
        long madeAtMillis,
        State state) {
    /** What the drafts of a run are. */
    public enum Purpose {
        /** A part of a month. */
        INVOICES,
        /** What changed of a month that was invoiced. */
        NOTES
    }

    /** The life of a run: of one month and purpose at most one is open. */
    public enum State {
        OPEN,
        /** All its drafts have numbers. */
        ISSUED,
        /** Drafted anew since. */
        REPLACED
    }

    public DraftRun {
        if (part.isPresent() != (purpose == Purpose.INVOICES)) {
            throw new IllegalArgumentException("Run %d of %s has part %s".formatted(id, purpose, part));
        }
    }
}
