package io.xisuan.billing.rendering;

import io.xisuan.model.Money;
import java.math.BigDecimal;
import java.time.LocalDate;

/** A cell of an exported table: numbers stay numbers and days stay days in whatever file it is written to. */
public sealed interface SheetCell {
    /** Text, which never runs as a formula. */
    record Text(String text) implements SheetCell {}

    /** Money, in yuan with two decimals. */
    record Amount(Money money) implements SheetCell {}

    /** Another number with its decimals: hours, prices, rates. */
    record Figure(BigDecimal number) implements SheetCell {}

    /** A whole number. */
    record Whole(long number) implements SheetCell {}

    record Day(LocalDate day) implements SheetCell {}

    static SheetCell of(String text) {
        return new Text(text);
    }

    static SheetCell of(Money money) {
        return new Amount(money);
    }

    static SheetCell of(BigDecimal number) {
        return new Figure(number);
    }

    static SheetCell of(long number) {
        return new Whole(number);
    }

    static SheetCell of(LocalDate day) {
        return new Day(day);
    }
}
