package io.xisuan.cli.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Device time as people read it: hours of one device (卡时). */
final class Hours {
    private static final BigDecimal HOUR = BigDecimal.valueOf(3_600_000);

    private Hours() {}

    /** Returns device-milliseconds as device-hours with three decimals, rounded half up; exact values are in JSON. */
    static BigDecimal of(long deviceMillis) {
        return BigDecimal.valueOf(deviceMillis).divide(HOUR, 3, RoundingMode.HALF_UP);
    }

    /** Returns a share in percent with two decimals, or nothing of nothing. */
    static String percent(long part, long whole) {
        return whole == 0
                ? "-"
                : BigDecimal.valueOf(part)
                                .multiply(BigDecimal.valueOf(100))
                                .divide(BigDecimal.valueOf(whole), 2, RoundingMode.HALF_UP)
                                .toPlainString()
                        + " %";
    }
}
