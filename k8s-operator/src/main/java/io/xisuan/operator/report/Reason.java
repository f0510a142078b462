package io.xisuan.operator.report;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Why something is as it is: one word, the same in conditions, events and metrics, and one sentence for people.
 *
 * @param word as {@code InsufficientCapacity}, at most 64 letters
 */
public record Reason(String word, String text) {
    private static final Pattern WORD = Pattern.compile("[A-Z][A-Za-z]{0,39}");

    public Reason {
        if (!WORD.matcher(word).matches()) {
            throw new IllegalArgumentException("\"%s\" is no reason: one word as InsufficientCapacity".formatted(word));
        }
    }

    /** Returns a reason whose word is the name of an enum's constant: {@code NOT_SOLD} becomes {@code NotSold}. */
    public static Reason of(Enum<?> constant, String text) {
        StringBuilder word = new StringBuilder();
        for (String part : constant.name().split("_", -1)) {
            word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return new Reason(word.toString(), text);
    }
}
