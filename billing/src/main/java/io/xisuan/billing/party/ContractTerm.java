package io.xisuan.billing.party;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** The days a contract runs, both included. */
public record ContractTerm(LocalDate from, LocalDate to) {
    public ContractTerm {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("The term ends on %s, before it starts on %s".formatted(to, from));
        }
    }

    /**
     * Reads {@code 2025-01-01..2026-12-31}.
     *
     * @throws IllegalArgumentException when the text has another form or ends before it starts
     */
    public static ContractTerm parse(String text) {
        int dots = text.indexOf("..");
        if (dots < 0) {
            throw new IllegalArgumentException(wrong(text));
        }
        try {
            return new ContractTerm(
                    LocalDate.parse(text.substring(0, dots)), LocalDate.parse(text.substring(dots + 2)));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(wrong(text), e);
        }
    }

    private static String wrong(String text) {
        return "\"%s\" is no term: write both days, as 2025-01-01..2026-12-31".formatted(text);
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /** Returns whether the term is no longer than so many months. */
    public boolean isAtMostMonths(int months) {
        return !to.isAfter(from.plusMonths(months).minusDays(1));
    }

    /** Returns the last day less the first, as spreadsheets count: one less than the days of the term. */
    public long dayDifference() {
        return ChronoUnit.DAYS.between(from, to);
    }

    @Override
    public String toString() {
        return from + ".." + to;
    }
}
