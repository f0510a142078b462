package io.xisuan.billing.programme;

import java.util.regex.Pattern;

/**
 * Something that a buyer or a case may be, as only the programme defines it: a leader of a national project, a firm of a
 * listed incubator, a match that was asked for.
 *
 * @param name as {@code national-project-leader}
 * @param text what the programme's text says of it
 */
public record Trait(String name, String text) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public Trait {
        if (!NAME.matcher(name).matches() || text.isBlank()) {
            throw new IllegalArgumentException(
                    "A trait has a name of small letters, digits and hyphens, and a text: \"%s\", \"%s\""
                            .formatted(name, text));
        }
    }
}
