package io.xisuan.billing.store;

/** What became of a grant that was shown to the store. */
public sealed interface GrantAnswer {
    /** It was new: it is stored and its balances are open. */
    record Recorded() implements GrantAnswer {}

    /** It is known, with this content; nothing changed. */
    record Known() implements GrantAnswer {}

    /** The stored grant says something else, or a balance cannot be opened; the stored one counts. */
    record Refused(String detail) implements GrantAnswer {}
}
