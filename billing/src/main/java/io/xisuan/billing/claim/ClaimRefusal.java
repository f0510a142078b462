package io.xisuan.billing.claim;

/** Why something about a claim is not done. */
public enum ClaimRefusal {
    /** The claim is in a state in which this does not happen. */
    NOT_NOW,
    /** There is nothing to claim, or notes took back as much as was deducted. */
    NOTHING_CLAIMABLE,
    /** The programme is not one that a supplier claims from. */
    NOT_OURS_TO_CLAIM,
    /** The programme's own formula pays nothing in this case. */
    NOT_ELIGIBLE,
    /** The programme's own formula comes to so much less that it cannot be rounding. */
    FORMULA_DIFFERS,
    /** What the programme asks for as evidence is missing. */
    EVIDENCE_MISSING,
    /** A buyer does not accept one of its lines. */
    DISPUTED,
    /** The year that counts has no room left. */
    NO_HEADROOM,
    /** More is named than there is. */
    TOO_MUCH,
    /** An amount is not accepted and nothing is said about why. */
    REST_UNSAID,
    /** A line or level of government that the claim does not have. */
    UNKNOWN_PART,
    /** The reference was recorded before. */
    KNOWN_REFERENCE,
    /** What was accepted is not paid yet. */
    UNPAID
}
