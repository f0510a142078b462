package io.xisuan.scheduler.simulation.trace;

import io.xisuan.model.Decimals;
import io.xisuan.model.InputException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** One line of a file below its header; each way to read a value says file, line and column when it cannot. */
record Row(String file, int line, Header header, List<String> values) {
    /** The longest name that identities take. */
    private static final int MAX_LENGTH = 253;

    Row {
        if (values.size() != header.size()) {
            throw InputException.at(
                    file,
                    line,
                    "line",
                    "%d values, but the header has %d columns (%s)".formatted(values.size(), header.size(), header));
        }
    }

    InputException wrong(String column, String problem) {
        return InputException.at(file, line, column, problem);
    }

    private InputException wrong(String column, RuntimeException cause) {
        return InputException.at(file, line, column, String.valueOf(cause.getMessage()), cause);
    }

    /** Returns the value, or nothing where the column is absent or empty. */
    String text(String column) {
        int place = header.place(column);
        return place < 0 ? "" : values.get(place);
    }

    String required(String column) {
        String value = text(column);
        if (value.isEmpty()) {
            throw wrong(column, "is empty");
        }
        if (value.length() > MAX_LENGTH || value.chars().anyMatch(Character::isISOControl)) {
            throw wrong(column, "is longer than %d characters or has control characters".formatted(MAX_LENGTH));
        }
        return value;
    }

    /** Returns a whole number in the range. */
    long whole(String column, long min, long max) {
        String value = required(column);
        long number;
        try {
            number = Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw InputException.at(file, line, column, "\"%s\" is no whole number".formatted(value), e);
        }
        if (number < min || number > max) {
            throw wrong(column, "%d is not between %d and %d".formatted(number, min, max));
        }
        return number;
    }

    int count(String column, int min, int max) {
        return (int) whole(column, min, max);
    }

    /** Returns a count, or the given one where the column is absent or empty. */
    int countOr(String column, int absent, int min, int max) {
        return text(column).isEmpty() ? absent : count(column, min, max);
    }

    /** Returns a whole number from 0, or the given one where the column is absent or empty. */
    long wholeOr(String column, long absent, long max) {
        return text(column).isEmpty() ? absent : whole(column, 0, max);
    }

    /** Returns milliseconds from decimal seconds, rounded half up; never negative. */
    long secondsToMillis(String column) {
        BigDecimal seconds;
        try {
            seconds = Decimals.parse(required(column), "number of seconds");
        } catch (IllegalArgumentException e) {
            throw wrong(column, e);
        }
        if (seconds.signum() < 0) {
            throw wrong(column, "%s seconds are negative".formatted(seconds.toPlainString()));
        }
        BigDecimal millis = seconds.movePointRight(3).setScale(0, RoundingMode.HALF_UP);
        if (millis.compareTo(BigDecimal.valueOf(Layouts.MAX_MILLIS)) > 0) {
            throw wrong(column, "%s seconds are more than a century".formatted(seconds.toPlainString()));
        }
        return millis.longValueExact();
    }
}
