package io.xisuan.cli.invoice;

import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;

/** The option {@code --month}. */
public final class Months {
    private Months() {}

    /**
     * @throws InputException when it is no month
     */
    public static BillingPeriod parse(String text) {
        try {
            return BillingPeriod.parse(text);
        } catch (IllegalArgumentException e) {
            throw InputException.of("--month: %s".formatted(e.getMessage()));
        }
    }
}
