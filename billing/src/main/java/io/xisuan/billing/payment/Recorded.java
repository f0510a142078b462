package io.xisuan.billing.payment;

import java.time.LocalDate;

/**
 * Who wrote something into the books, when, and for which day it counts.
 *
 * @param atMillis milliseconds since 1970
 */
public record Recorded(LocalDate day, String by, long atMillis) {
    public Recorded {
        if (by.isBlank() || by.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("\"%s\" is nobody's name".formatted(by));
        }
    }

    String text() {
        return day + "\n" + by + "\n" + atMillis;
    }
}
