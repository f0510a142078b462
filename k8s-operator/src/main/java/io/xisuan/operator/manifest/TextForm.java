package io.xisuan.operator.manifest;

import io.xisuan.operator.api.v1alpha1.Patterns;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** What the text patterns of our schemas stand for, in words, and what a pattern alone cannot see (30 February). */
enum TextForm {
    MONEY(Patterns.MONEY, "amount of yuan", "1234.56", text -> {}),
    PRICE(Patterns.PRICE, "price", "5.15 (yuan per device-hour, at most six decimals)", text -> {}),
    RATE(Patterns.RATE, "rate", "0.30 for 30 %", text -> {}),
    FACTOR(Patterns.FACTOR, "number from 0 to 99", "1.07", text -> {}),
    DURATION(Patterns.DURATION, "length of time", "36h or 2d12h", text -> {}),
    DATE(Patterns.DATE, "date", "2025-10-01", LocalDate::parse),
    INSTANT(Patterns.INSTANT, "instant", "2025-10-01T09:30:00+08:00", OffsetDateTime::parse),
    TIME_OF_DAY(Patterns.TIME_OF_DAY, "time of day", "08:00", text -> {}),
    NAME(Patterns.NAME, "name", "small letters, digits and -", text -> {}),
    JURISDICTION(Patterns.JURISDICTION, "jurisdiction", "gansu/qingyang", text -> {}),
    CREDIT_CODE(
            Patterns.CREDIT_CODE,
            "unified social credit code",
            "18 digits and capitals without I, O, S, V, Z",
            text -> {});

    private final String pattern;
    private final String noun;
    private final String example;
    private final Consumer<String> parse;

    TextForm(String pattern, String noun, String example, Consumer<String> parse) {
        this.pattern = pattern;
        this.noun = noun;
        this.example = example;
        this.parse = parse;
    }

    /** Returns the form that a schema's pattern stands for, or empty for another pattern. */
    static Optional<TextForm> of(String pattern) {
        return Arrays.stream(values())
                .filter(form -> form.pattern.equals(pattern))
                .findFirst();
    }

    /** Returns the message for a text that does not match. */
    String mismatch(String text) {
        return "\"%s\" is no %s: write it as %s".formatted(text, noun, example);
    }

    /** Returns what is wrong with a text that matches the pattern, or empty when nothing is. */
    Optional<String> flaw(String text) {
        try {
            parse.accept(text);
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of("\"%s\" is no %s that exists".formatted(text, noun));
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
