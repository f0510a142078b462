package io.xisuan.billing.programme;

/** How well a rule is known. */
public enum Confidence {
    /** Read in the official text or a verbatim copy of it. */
    A,
    /** Read in the press or in a secondary compilation. */
    B,
    /** Read in a weak source, or inferred from one. */
    C,
    /** Our own reading where the text is silent; printed as such. */
    HOUSE
}
