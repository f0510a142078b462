package io.xisuan.billing.notice;

import java.util.Locale;

/** What a notice can say besides its kind; receivers find these names in the JSON, in small letters. */
public enum Fact {
    /** A job as {@code namespace/name}. */
    JOB,
    ATTEMPT,
    SITE,
    /** A stable word, as {@code Preempted}. */
    REASON,
    /** The whole reason in English, as the operator wrote it. */
    DETAIL,
    /** By when, ISO 8601. */
    BY,
    /** What is used of a budget, in hundredths. */
    PERCENT,
    /** Yuan. */
    AMOUNT,
    /** Yuan. */
    OF,
    VOUCHER,
    PROGRAMME,
    NUMBER,
    /** A day as 2026-06-30. */
    LASTDAY,
    DAYS,
    SUPPLIER,
    CLAIM,
    /** {@code INVOICE}, {@code CREDIT_NOTE} or {@code DEBIT_NOTE}. */
    DOCUMENT,
    MONTH,
    CONTRACT,
    /** Yuan. */
    GROSS,
    /** Yuan. */
    PAYABLE,
    /** Yuan. */
    LATER,
    JOBS,
    /** Since when, ISO 8601. */
    SINCE,
    /** What {@code BUDGET_REACHED} is about: {@code job} or {@code tenant}. */
    ABOUT;

    /** Returns the name in stored and sent JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
