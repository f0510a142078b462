package io.xisuan.billing.party;

/**
 * A unified social credit code of GB 32100-2015: 18 characters, of which the 17th checks the organisation code in
 * positions 9 to 16 (GB 11714) and the 18th checks all before it.
 */
public record CreditCode(String value) {
    /** The 31 characters of GB 32100, in the order of their values; no I, O, S, V and Z. */
    static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static final int LENGTH = 18;
    private static final int ORGANISATION_START = 8;
    private static final int ORGANISATION_CHECK = 16;
    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

    /**
     * @throws IllegalArgumentException naming the position that is wrong, and the check character that it should have
     */
    public CreditCode {
        if (value.length() != LENGTH) {
            throw new IllegalArgumentException(
                    "The credit code \"%s\" has %d characters, not 18".formatted(value, value.length()));
        }
        for (int i = 0; i < LENGTH; i++) {
            if (ALPHABET.indexOf(value.charAt(i)) < 0) {
                throw new IllegalArgumentException(
                        "The credit code \"%s\" has '%c' at position %d: only digits and capitals without I, O, S, V, Z are allowed"
                                .formatted(value, value.charAt(i), i + 1));
            }
        }
        check(value, ORGANISATION_CHECK, organisationCheck(value), "the check character of the organisation code");
        check(value, LENGTH - 1, codeCheck(value), "the check character of the code");
    }

    private static void check(String value, int index, char expected, String what) {
        if (value.charAt(index) != expected) {
            throw new IllegalArgumentException(
                    "The credit code \"%s\" has '%c' at position %d, where %s should be '%c'; some character is mistyped"
                            .formatted(value, value.charAt(index), index + 1, what, expected));
        }
    }

    /** C9 = 11 - sum mod 11, where 10 is written X and 11 is written 0; letters count 10 (A) to 35 (Z), without gaps. */
    private static char organisationCheck(String value) {
        int sum = 0;
        for (int i = 0; i < ORGANISATION_WEIGHTS.length; i++) {
            sum += Character.digit(value.charAt(ORGANISATION_START + i), 36) * ORGANISATION_WEIGHTS[i];
        }
        int check = 11 - sum % 11;
        return check == 10 ? 'X' : Character.forDigit(check % 11, 10);
    }

    /** C18 = 31 - sum mod 31, where 31 is written 0; the weights are the powers of 3 modulo 31. */
    private static char codeCheck(String value) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < LENGTH - 1; i++) {
            sum += ALPHABET.indexOf(value.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return ALPHABET.charAt((31 - sum % 31) % 31);
    }

    @Override
    public String toString() {
        return value;
    }
}
