package io.xisuan.operator.metering.evidence;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/** The units that exporters write, each with the exact factor to ours. A family's name or help may say another one. */
public enum MetricUnit {
    /** 0 to 100, to per mille. */
    PERCENT(10, 1),
    /** 0 to 1, to per mille. */
    RATIO(1000, 1),
    /** To mW. */
    WATTS(1000, 1),
    /** mJ. */
    MILLIJOULES(1, 1),
    /** To mJ. */
    MICROJOULES(1, 1000),
    /** To mJ. */
    JOULES(1000, 1),
    /** MiB. */
    MEBIBYTES(1, 1),
    /** To MiB. */
    BYTES(1, 1 << 20),
    /** Degrees Celsius. */
    CELSIUS(1, 1),
    /** 0 or 1. */
    FLAG(1, 1),
    /** Pieces, or a code. */
    COUNT(1, 1),
    /** Since 1970, to ms. */
    SECONDS(1000, 1);

    /** Digits that surely fit a long after multiplication by the largest factor. */
    private static final int FAST_DIGITS = 14;

    private static final long[] TENS = {
        1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    private final long times;
    private final long by;

    MetricUnit(long times, long by) {
        this.times = times;
        this.by = by;
    }

    /** Returns the number in our unit, rounded down, or empty for a code that means "no value" and for what is no number. */
    OptionalLong read(String raw) {
        if (BlankValues.isBlank(raw)) {
            return OptionalLong.empty();
        }
        long plain = plain(raw);
        return plain >= 0 ? OptionalLong.of(plain) : exact(raw);
    }

    /** Returns the value of plain digits with at most nine decimals, or -1 when it takes more than that. */
    private long plain(String raw) {
        long digits = 0;
        int decimals = -1;
        if (raw.isEmpty() || raw.length() > FAST_DIGITS) {
            return -1;
        }
        for (int i = 0; i < raw.length(); i++) {
            char here = raw.charAt(i);
            if (here == '.' && decimals < 0) {
                decimals = 0;
            } else if (here >= '0' && here <= '9') {
                digits = digits * 10 + (here - '0');
                decimals += decimals < 0 ? 0 : 1;
            } else {
                return -1;
            }
        }
        int places = Math.max(0, decimals);
        return places >= TENS.length ? -1 : digits * times / (by * TENS[places]);
    }

    private OptionalLong exact(String raw) {
        try {
            BigDecimal number = new BigDecimal(raw);
            if (number.precision() - number.scale() > 18) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(number.multiply(BigDecimal.valueOf(times))
                    .divide(BigDecimal.valueOf(by), 0, RoundingMode.FLOOR)
                    .longValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
