package io.xisuan.billing.store;

/** What became of an intent's step. */
public sealed interface StepAnswer {
    /** The intent is in the new state, with all money commands applied. */
    record Stepped(Intent intent) implements StepAnswer {}

    /** The intent was in that state already; no money command was applied again. */
    record AlreadyThere(Intent intent) implements StepAnswer {}

    /**
     * Nothing changed.
     *
     * @param detail the state or the refused command, for people
     */
    record Refused(String detail) implements StepAnswer {}

    default boolean reached() {
        return switch (this) {
            case Stepped stepped -> true;
            case AlreadyThere already -> true;
            case Refused refused -> false;
        };
    }
}
