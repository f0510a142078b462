package io.xisuan.billing.store;

/** What people ask the leader to do about documents. */
public enum DeskDeed {
    /** Draft a month's invoices from the records so far. */
    DRAFT,
    /** Draft what late or corrected usage changes of a month that was invoiced. */
    NOTES,
    /** Give numbers to a run of drafts that people have reviewed. */
    ISSUE
}
