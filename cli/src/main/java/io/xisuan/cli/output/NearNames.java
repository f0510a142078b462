package io.xisuan.cli.output;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The known names that somebody may have meant who wrote another. */
public final class NearNames {
    private NearNames() {}

    private record Near(String name, int distance) {}

    /** Returns the nearest names, at most so many, the nearest first and equals by name; upper and lower case count as alike. */
    public static List<String> of(Collection<String> known, String wanted, int most) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        return known.stream()
                .map(name -> new Near(name, distance(name.toLowerCase(Locale.ROOT), lower)))
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .limit(most)
                .map(Near::name)
                .toList();
    }

    /** Returns the names that somebody may well have meant: those that begin so, and those that are a slip of the fingers away; at most so many. */
    public static List<String> meant(Collection<String> known, String wanted, int most) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        int slip = Math.max(1, lower.length() / 3);
        return of(known, wanted, known.size()).stream()
                .filter(name ->
                        (lower.length() > 1 && name.toLowerCase(Locale.ROOT).startsWith(lower))
                                || distance(name.toLowerCase(Locale.ROOT), lower) <= slip)
                .limit(most)
                .toList();
    }

    /** Returns how many characters must be put in, left out or changed to come from one to the other (Levenshtein, 1966). */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
