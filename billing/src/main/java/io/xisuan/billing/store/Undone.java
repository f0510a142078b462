package io.xisuan.billing.store;

import java.util.function.Function;
import java.util.function.Supplier;

/** Rolls a batch back because a command was refused; it never leaves this package. */
final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String detail;

    Undone(String detail) {
        super(detail);
        this.detail = detail;
    }

    /** Takes back a batch whose money was refused: the exception has rolled it back, and the answer is a value again. */
    static <T> T orRefused(Supplier<T> batch, Function<String, T> refused) {
        try {
            return batch.get();
        } catch (Undone undone) {
            return refused.apply(undone.detail);
        }
    }
}
