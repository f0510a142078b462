package io.xisuan.model;

/** The checks that all identities share: present, bounded, printable, without blanks at either end. */
final class Identifiers {
    /** The longest name that the API server accepts for an object (RFC 1123 subdomain). */
    static final int MAX_LENGTH = 253;

    private Identifiers() {}

    static String checked(String value, String kind) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "A %s has 1 to %d characters, not %d".formatted(kind, MAX_LENGTH, value.length()));
        }
        if (!value.strip().equals(value) || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "The %s \"%s\" has blanks at its ends or control characters".formatted(kind, value));
        }
        return value;
    }
}
