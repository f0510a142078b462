package io.xisuan.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * One calendar month of Asia/Shanghai, the period that invoices, caps and closes are cut by.
 *
 * <p>China has one zone and no summer time since 1991; earlier months are refused rather than guessed.
 */
public record BillingPeriod(YearMonth month) implements Comparable<BillingPeriod> {
    /** The zone of every billing day, month and year. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final YearMonth EARLIEST = YearMonth.of(2000, 1);
    private static final YearMonth LATEST = YearMonth.of(9999, 11);

    public BillingPeriod {
        if (month.isBefore(EARLIEST) || month.isAfter(LATEST)) {
            throw new IllegalArgumentException(
                    "Billing periods lie between %s and %s, not %s".formatted(EARLIEST, LATEST, month));
        }
    }

    /**
     * Reads {@code YYYY-MM}.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    public static BillingPeriod parse(String text) {
        try {
            return new BillingPeriod(YearMonth.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("\"%s\" is no month of the form YYYY-MM".formatted(text), e);
        }
    }

    /** Returns the period that this instant belongs to. */
    public static BillingPeriod of(long instantMillis) {
        return new BillingPeriod(YearMonth.from(dayOf(instantMillis)));
    }

    /** Returns the billing day of an instant. */
    public static LocalDate dayOf(long instantMillis) {
        return Instant.ofEpochMilli(instantMillis).atZone(ZONE).toLocalDate();
    }

    /** Returns the first millisecond of a billing day. */
    public static long startOfDayMillis(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant().toEpochMilli();
    }

    /** Returns the 24 hours of a billing day. */
    public static Interval day(LocalDate day) {
        return new Interval(startOfDayMillis(day), startOfDayMillis(day.plusDays(1)));
    }

    public Interval interval() {
        return new Interval(
                startOfDayMillis(month.atDay(1)),
                startOfDayMillis(month.plusMonths(1).atDay(1)));
    }

    /** Returns the parts of an interval by billing day, in order; together they are the interval. */
    public static List<Interval> splitByDay(Interval interval) {
        List<Interval> parts = new ArrayList<>();
        long from = interval.startMillis();
        while (from < interval.endMillis()) {
            long until =
                    Math.min(interval.endMillis(), startOfDayMillis(dayOf(from).plusDays(1)));
            parts.add(new Interval(from, until));
            from = until;
        }
        return List.copyOf(parts);
    }

    public BillingPeriod next() {
        return new BillingPeriod(month.plusMonths(1));
    }

    public int year() {
        return month.getYear();
    }

    @Override
    public int compareTo(BillingPeriod other) {
        return month.compareTo(other.month);
    }

    @Override
    public String toString() {
        return month.toString();
    }
}
