package io.xisuan.billing.entitlement;

/** What the book answers to a command; repeating the command gets the same answer. */
public sealed interface Answer {
    /** The command took effect, once. */
    record Done() implements Answer {}

    /**
     * Nothing happened.
     *
     * @param detail names the balance or hold and the amounts, for people
     */
    record Refused(RefusalReason reason, String detail) implements Answer {}

    default boolean done() {
        return this instanceof Done;
    }
}
