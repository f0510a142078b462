package io.xisuan.billing.entitlement.chain;

/** Texts that are lower-case hexadecimal, as digests are. */
final class Hex {
    private Hex() {}

    static boolean is(String text) {
        if (text.isEmpty() || text.length() % 2 != 0) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            boolean decimal = digit >= '0' && digit <= '9';
            boolean letter = digit >= 'a' && digit <= 'f';
            if (!decimal && !letter) {
                return false;
            }
        }
        return true;
    }
}
