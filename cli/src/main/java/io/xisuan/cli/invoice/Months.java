package io.xisuan.cli.invoice;

import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;

/** The option {@code --month}. */
final class Months {
    private Months() {}

    static BillingPeriod parse(String text) {
        try {
            return BillingPeriod.parse(text);
        } catch (IllegalArgumentException e) {
            throw InputException.of("--month: %s".formatted(e.getMessage()));
        }
    }
}
