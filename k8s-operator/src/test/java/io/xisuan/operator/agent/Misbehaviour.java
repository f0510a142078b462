package io.xisuan.operator.agent;

/** What a simulated kubelet does wrong with List while it serves. */
public enum Misbehaviour {
    NONE,
    /** Takes the call and never answers. */
    SILENT,
    /** Answers with bytes that are no message. */
    GARBAGE,
    /** Answers with a message that ends in the middle. */
    TRUNCATED,
    /** Answers with more than any node can hold (40 MiB). */
    HUGE,
    /** Refuses with status UNAVAILABLE. */
    FAILING,
    /** Refuses as a kubelet does that is asked too often. */
    RATE_LIMITED,
    /** Closes the connection in the middle of the call. */
    HANGING_UP
}
