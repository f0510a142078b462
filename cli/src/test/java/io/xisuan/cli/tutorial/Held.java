package io.xisuan.cli.tutorial;

import java.util.Optional;

/** How much of an output a page is held to; a comment before the fence says so where it is not the whole. */
enum Held {
    /** Everything but times, spans of time, identities and what is left of grants. */
    WHOLE(""),
    /** As the whole, but for all numbers: they hang on the seconds that a job ran. */
    NUMBERS_VARY("<!-- numbers vary -->"),
    /** The headings of tables, the names of their rows, and the first words of sentences: the rest hangs on how long a job ran. */
    ROWS_VARY("<!-- rows vary -->");

    private final String comment;

    Held(String comment) {
        this.comment = comment;
    }

    /** Returns what a line of a page says of the fence that follows, if it says anything. */
    static Optional<Held> saidBy(String line) {
        for (Held held : values()) {
            if (held != WHOLE && held.comment.equals(line)) {
                return Optional.of(held);
            }
        }
        return Optional.empty();
    }

    String steady(String text) {
        return this == WHOLE ? Steady.of(text) : Steady.withoutNumbers(text);
    }
}
