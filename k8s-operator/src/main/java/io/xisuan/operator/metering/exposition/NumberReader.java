package io.xisuan.operator.metering.exposition;

/**
 * Reads the numbers of both formats: decimals, {@code [+-]Inf}, {@code [+-]Infinity} and {@code NaN} in any case.
 *
 * <p>{@code Double.parseDouble} is not the same: it accepts {@code 1d}, {@code 0x1p3} and blanks, and refuses {@code inf}.
 * It is only called for decimals that were checked here and whose value the short way cannot give exactly.
 */
final class NumberReader {
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final int MAX_SHORT_DIGITS = 15;

    private double value;

    /** Returns the number read last. */
    double value() {
        return value;
    }

    /** Returns whether the bytes are one number that fits a double. */
    boolean read(byte[] data, int from, int to) {
        int at = from;
        boolean negative = false;
        if (at < to && (data[at] == '-' || data[at] == '+')) {
            negative = data[at] == '-';
            at++;
        }
        if (at == to) {
            return false;
        }
        int first = data[at] | 0x20;
        if (first == 'i') {
            value = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            return word(data, at, to, "inf") || word(data, at, to, "infinity");
        }
        if (first == 'n') {
            value = Double.NaN;
            return at == from && word(data, at, to, "nan");
        }
        return decimal(data, from, at, to, negative);
    }

    private boolean decimal(byte[] data, int from, int start, int to, boolean negative) {
        long mantissa = 0;
        int digits = 0;
        int point = -1;
        int at = start;
        for (; at < to; at++) {
            int digit = data[at] - '0';
            if (digit >= 0 && digit <= 9) {
                mantissa = digits < MAX_SHORT_DIGITS ? mantissa * 10 + digit : mantissa;
                digits++;
            } else if (data[at] == '.' && point < 0) {
                point = digits;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return false;
        }
        int decimals = point < 0 ? 0 : digits - point;
        if (at == to && digits <= MAX_SHORT_DIGITS) {
            double magnitude = mantissa / POWERS[decimals];
            value = negative ? -magnitude : magnitude;
            return true;
        }
        return exponent(data, at, to) && slow(data, from, to);
    }

    private static boolean exponent(byte[] data, int from, int to) {
        if (from == to) {
            return true;
        }
        if ((data[from] | 0x20) != 'e') {
            return false;
        }
        int at = from + 1;
        if (at < to && (data[at] == '-' || data[at] == '+')) {
            at++;
        }
        if (at == to) {
            return false;
        }
        for (; at < to; at++) {
            if (data[at] < '0' || data[at] > '9') {
                return false;
            }
        }
        return true;
    }

    private boolean slow(byte[] data, int from, int to) {
        value = Double.parseDouble(Utf8.text(data, from, to));
        return Double.isFinite(value);
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
