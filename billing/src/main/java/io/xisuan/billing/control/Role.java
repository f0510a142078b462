package io.xisuan.billing.control;

/** What a person is in the finance office; one may have several, and {@link Rights} says what each may do. */
public enum Role {
    /** Prepares: drafts, payments, disputes, proposals. */
    CLERK,
    /** Checks and decides: reviews, issues, approves. */
    CONTROLLER,
    /** Reads all and changes nothing. */
    AUDITOR,
    /** Says who has which role, and does nothing with money. */
    ADMINISTRATOR
}
