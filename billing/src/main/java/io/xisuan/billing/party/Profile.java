package io.xisuan.billing.party;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What programmes ask of a buyer beyond its size and place, as finance declared it; each is evidence to be shown when a claim is made.
 *
 * @param industries text codes as {@code software} or {@code manufacturing}; sorted
 * @param traits what was recognised of it, as {@code start-up} or {@code national-project-leader}; sorted
 */
public record Profile(Optional<LocalDate> foundedOn, List<String> industries, List<String> traits) {
    /** Nothing is declared. */
    public static final Profile NONE = new Profile(Optional.empty(), List.of(), List.of());

    private static final Pattern WORD = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST = 63;

    public Profile {
        industries = words("industry", industries);
        traits = words("trait", traits);
    }

    private static List<String> words(String what, Collection<String> given) {
        for (String word : given) {
            if (word.length() > LONGEST || !WORD.matcher(word).matches()) {
                throw new IllegalArgumentException(
                        "\"%s\" is no %s: write small letters and digits with -, as start-up".formatted(word, what));
            }
        }
        return List.copyOf(new TreeSet<>(given));
    }

    public boolean has(String trait) {
        return traits.contains(trait);
    }
}
