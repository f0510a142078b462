package io.xisuan.billing.store;

import java.util.Optional;

/**
 * Which entries of the ledger are looked at.
 *
 * @param account those with a posting to this account, or to any below it when it ends in {@code /}
 * @param from the number of the first entry
 * @param to the number of the last one
 */
public record LedgerFilter(Optional<String> account, long from, long to) {
    /** Every entry. */
    public static final LedgerFilter ALL = new LedgerFilter(Optional.empty(), 1, Long.MAX_VALUE);

    public LedgerFilter {
        if (from < 1 || to < from) {
            throw new IllegalArgumentException("Entries are numbered from 1 on, %d to %d are none".formatted(from, to));
        }
    }
}
