package io.xisuan.cli.claim;

import io.xisuan.billing.party.RejectionCause;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what the options of the commands on claims say. */
final class ClaimOptions {
    private ClaimOptions() {}

    static Money money(String option, String yuan) {
        try {
            return Money.parseYuan(yuan);
        } catch (IllegalArgumentException e) {
            throw InputException.of("%s: %s".formatted(option, e.getMessage()));
        }
    }

    static BillingPeriod month(String option, String text) {
        try {
            return BillingPeriod.parse(text);
        } catch (IllegalArgumentException e) {
            throw InputException.of("%s: %s".formatted(option, e.getMessage()));
        }
    }

    static RejectionCause cause(String text) {
        try {
            return RejectionCause.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw InputException.of("--cause %s: write eligibility, exhausted, evidence or lateness".formatted(text));
        }
    }

    static LocalDate day(Optional<String> text, long nowMillis) {
        try {
            return text.map(LocalDate::parse).orElseGet(() -> BillingPeriod.dayOf(nowMillis));
        } catch (DateTimeException e) {
            throw InputException.of("--day %s: write a day as 2026-01-15".formatted(text.orElse("")));
        }
    }

    /** Returns the number of days of {@code 14d}. */
    static int days(String text) {
        if (!text.matches("[0-9]{1,4}d")) {
            throw InputException.of("--within %s: write a number of days as 14d".formatted(text));
        }
        return Integer.parseInt(text.substring(0, text.length() - 1));
    }

    /** Reads what is accepted of single lines, each as {@code 3=120.50}. */
    static SortedMap<Integer, Money> lines(List<String> words) {
        SortedMap<Integer, Money> lines = new TreeMap<>();
        for (String word : words) {
            if (!word.matches("[1-9][0-9]{0,8}=.+")) {
                throw InputException.of(
                        "--line %s: write the line's number and its amount, as 3=120.50".formatted(word));
            }
            int equals = word.indexOf('=');
            int number = Integer.parseInt(word.substring(0, equals));
            if (lines.put(number, money("--line " + number, word.substring(equals + 1))) != null) {
                throw InputException.of("--line %d is given twice".formatted(number));
            }
        }
        return lines;
    }
}
