package io.xisuan.billing.control;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A person, or a program that acts for one, as the books name who did something.
 *
 * <p>Names are compared in one form (Unicode NFKC, small letters, no outer spaces, no invisible characters), so that nobody becomes a
 * second person by writing the name in another way.
 */
public record Principal(String name) implements Comparable<Principal> {
    private static final int LONGEST = 120;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}\\p{M} ._@·/\\\\-]+");

    /**
     * @throws IllegalArgumentException when the name is blank, longer than 120 characters, or has other than letters, digits, marks,
     *     spaces and a few signs
     */
    public Principal {
        name = Normalizer.normalize(name, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" names nobody: write 1 to %d letters, digits, spaces or . _ - @ · / \\"
                            .formatted(name, LONGEST));
        }
    }

    @Override
    public int compareTo(Principal other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
