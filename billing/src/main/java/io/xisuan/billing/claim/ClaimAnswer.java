package io.xisuan.billing.claim;

/** What became of a step. */
public sealed interface ClaimAnswer {
    /** It was done, and this is the claim now. */
    record Done(Claim claim) implements ClaimAnswer {}

    /** It was not done. */
    record Refused(ClaimRefusal reason, String detail) implements ClaimAnswer {}
}
