package io.xisuan.model;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** The one way to read a decimal number: plain digits, an optional sign and point; no exponent, no grouping. */
public final class Decimals {
    private static final Pattern PLAIN = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,12})?");

    private Decimals() {}

    /**
     * @param what what the number stands for, for the message
     * @throws IllegalArgumentException when the text is not a plain decimal number
     */
    public static BigDecimal parse(String text, String what) {
        if (!PLAIN.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no %s: write plain digits with a point, as 1234.56".formatted(text, what));
        }
        return new BigDecimal(text);
    }
}
