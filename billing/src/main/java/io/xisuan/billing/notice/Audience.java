package io.xisuan.billing.notice;

import java.util.Locale;

/** Whom a notice is for. */
public enum Audience {
    /** The firm that it is about, and nobody else of the firms. */
    TENANT,
    /** Those who run sites and the hub. */
    OPERATIONS,
    /** Those who bill and claim. */
    FINANCE;

    /** Returns the word by which options name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
