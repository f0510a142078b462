package io.xisuan.billing.programme;

/** Who is paid while the money of a programme runs out. */
public enum Exhaustion {
    /** Whoever comes first, until nothing is left. */
    FIRST_COME,
    /** Whom a review chooses. */
    REVIEW,
    /** All, each with the same share of what it could have had. */
    PRO_RATA
}
