package io.xisuan.billing.entitlement;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One day of a cap that counts over rolling months, as "no more than 2,000,000 CNY in any twelve months".
 *
 * @param months how long the window is that the cap counts over
 */
public record RollingDay(LocalDate day, int months) {
    private static final char SIGN = '~';

    public RollingDay {
        if (months < 1) {
            throw new IllegalArgumentException("A window has at least a month, not %d".formatted(months));
        }
    }

    static Optional<RollingDay> parse(String year) {
        int sign = year.indexOf(SIGN);
        return sign < 0
                ? Optional.empty()
                : Optional.of(new RollingDay(
                        LocalDate.parse(year.substring(0, sign)), Integer.parseInt(year.substring(sign + 1))));
    }

    /** Returns whether the window that begins with this day reaches the other one. */
    boolean reaches(LocalDate other) {
        return !other.isBefore(day) && other.isBefore(day.plusMonths(months));
    }

    @Override
    public String toString() {
        return day.toString() + SIGN + months;
    }
}
