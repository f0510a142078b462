package io.xisuan.operator.metering.exposition;

/**
 * Reads the numbers of both formats: decimals, {@code [+-]Inf}, {@code [+-]Infinity} and {@code NaN} in any case.
 *
 * <p>{@code Double.parseDouble} is not the same: it accepts {@code 1d}, {@code 0x1p3} and blanks, and refuses {@code inf}. It is
 * only called for decimals that were checked here, that the short ways cannot give exactly, and only when the value is asked
 * for: the short ways are one correctly rounded operation on two numbers that a double holds exactly (Clinger 1990).
 */
final class NumberReader {
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final int MOST_DIGITS = 18;
    private static final long MOST_EXACT = 1L << 53;
    private static final int MOST_EXPONENT = 100_000;

    /** A number below ten to this power fits a double; one of ten to the next power and more does not. */
    private static final int SURELY_FINITE = 308;

    private byte[] data = {};
    private int from;
    private int to;
    private boolean negative;
    private boolean late;
    private double value;
    private long mantissa;
    private int digits;
    private int exponent;
    private boolean cut;

    /** Returns the number read last. */
    double value() {
        if (late) {
            late = false;
            value = Double.parseDouble(Utf8.text(data, from, to));
        }
        return value;
    }

    /** Returns whether the number read last is below zero, without working it out. */
    boolean belowZero() {
        return late ? negative : value < 0;
    }

    /** Returns whether the number read last is not a number. */
    boolean isNaN() {
        return !late && Double.isNaN(value);
    }

    /** Returns whether the number read last is infinite. */
    boolean isInfinite() {
        return !late && Double.isInfinite(value);
    }

    /**
     * Reads a plain decimal that ends at a blank or a line feed, which must come, and returns the place of its end, or -1 when
     * it is anything else.
     */
    int quick(byte[] text, int start) {
        int at = text[start] == '-' ? start + 1 : start;
        int first = at;
        long read = 0;
        int digit = text[at] - '0';
        while (digit >= 0 && digit <= 9) {
            read = read * 10 + digit;
            digit = text[++at] - '0';
        }
        int decimals = 0;
        int count = at - first;
        if (text[at] == '.') {
            int point = at;
            digit = text[++at] - '0';
            while (digit >= 0 && digit <= 9) {
                read = read * 10 + digit;
                digit = text[++at] - '0';
            }
            decimals = at - point - 1;
            count += decimals;
        }
        boolean over = count == 0 || count > MOST_DIGITS || read > MOST_EXACT;
        if (over || (text[at] != ' ' && text[at] != '\n')) {
            return -1;
        }
        double magnitude = decimals == 0 ? read : read / POWERS[decimals];
        value = first > start ? -magnitude : magnitude;
        late = false;
        return at;
    }

    /** Returns whether the bytes are one number that fits a double. */
    boolean read(byte[] text, int start, int end) {
        data = text;
        from = start;
        to = end;
        int at = start;
        negative = false;
        late = false;
        if (at < end && (text[at] == '-' || text[at] == '+')) {
            negative = text[at] == '-';
            at++;
        }
        if (at == end) {
            return false;
        }
        int first = text[at] | 0x20;
        if (first == 'i') {
            value = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            return word(text, at, end, "inf") || word(text, at, end, "infinity");
        }
        if (first == 'n') {
            value = Double.NaN;
            return at == start && word(text, at, end, "nan");
        }
        return decimal(at);
    }

    private boolean decimal(int start) {
        mantissa = 0;
        digits = 0;
        exponent = 0;
        cut = false;
        int at = start;
        int point = -1;
        for (; at < to; at++) {
            int digit = data[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digit(digit, point >= 0);
            } else if (data[at] == '.' && point < 0) {
                point = at;
            } else {
                break;
            }
        }
        boolean some = at - start - (point < 0 ? 0 : 1) > 0;
        return some && exponent(at) && settle();
    }

    private void digit(int digit, boolean afterPoint) {
        if (digits == MOST_DIGITS) {
            cut |= digit != 0;
            exponent += afterPoint ? 0 : 1;
            return;
        }
        mantissa = mantissa * 10 + digit;
        digits += mantissa == 0 ? 0 : 1;
        exponent -= afterPoint ? 1 : 0;
    }

    private boolean exponent(int start) {
        if (start == to) {
            return true;
        }
        if ((data[start] | 0x20) != 'e') {
            return false;
        }
        int at = start + 1;
        boolean down = at < to && data[at] == '-';
        if (at < to && (data[at] == '-' || data[at] == '+')) {
            at++;
        }
        if (at == to) {
            return false;
        }
        int power = 0;
        for (; at < to; at++) {
            int digit = data[at] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            power = Math.min(MOST_EXPONENT * 100, power * 10 + digit);
        }
        exponent += down ? -power : power;
        return true;
    }

    /** Works the value out where that is short, and returns whether it is finite. */
    private boolean settle() {
        while (mantissa > MOST_EXACT && exponent < 0 && mantissa % 10 == 0) {
            mantissa /= 10;
            digits--;
            exponent++;
        }
        if (mantissa == 0) {
            value = negative ? -0.0 : 0.0;
            return true;
        }
        boolean whole = exponent == 0 && !cut;
        boolean exact = !cut && mantissa <= MOST_EXACT && Math.abs(exponent) < POWERS.length;
        if (whole || exact) {
            double magnitude = exponent < 0 ? mantissa / POWERS[-exponent] : mantissa * POWERS[exponent];
            value = negative ? -magnitude : magnitude;
            return true;
        }
        late = true;
        return digits + exponent <= SURELY_FINITE
                || (digits + exponent == SURELY_FINITE + 1 && Double.isFinite(value()));
    }

    private static boolean word(byte[] data, int from, int to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((data[from + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
