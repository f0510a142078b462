package io.xisuan.billing.receivable;

/** How far a document is paid on a day; it is derived each time and stored nowhere. */
public enum ItemState {
    /** Nothing is paid, and it is not late. */
    ISSUED,
    /** Something is paid, and it is not late. */
    PART_PAID,
    /** Nothing is owed any more. */
    PAID,
    /** Something is owed after its day, beyond what is in dispute. */
    OVERDUE,
    /** What was still owed was given up. */
    WRITTEN_OFF
}
