package io.xisuan.operator.report;

import java.time.Instant;

/** What the loop says to an inquiry, once. */
public sealed interface InquiryVerdict extends Verdict {
    Instant answeredAt();

    /** Returns when the inquiry is deleted, read or not. */
    Instant expiresAt();

    /**
     * The answer.
     *
     * @param json one JSON document
     */
    record Answered(String json, Instant answeredAt, Instant expiresAt) implements InquiryVerdict {}

    /** There is none to the question as it was asked. */
    record Refused(Reason reason, Instant answeredAt, Instant expiresAt) implements InquiryVerdict {}
}
