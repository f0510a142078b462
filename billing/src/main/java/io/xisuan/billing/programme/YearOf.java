package io.xisuan.billing.programme;

/** The event whose date decides in which year a yearly cap counts. */
public enum YearOf {
    USE,
    CONTRACT,
    CLAIM,
    PAYMENT
}
