package io.xisuan.billing.store;

/** What a reading of all that is chained and issued found. */
public sealed interface LedgerCheck {
    /**
     * All is as it was written.
     *
     * @param records the entries of the ledger
     * @param head the hash of the last: what is signed and exported
     */
    record Sound(long records, long invoices, String head) implements LedgerCheck {}

    /**
     * Something is not as it was written.
     *
     * @param records the entries before it that are sound
     * @param invoices the documents before it that are sound
     * @param what the record, as {@code ledger entry 7} or {@code invoice ZW-2026-000001}
     */
    record Broken(long records, long invoices, String what, String problem) implements LedgerCheck {}
}
