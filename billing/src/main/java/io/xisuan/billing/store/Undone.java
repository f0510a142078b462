package io.xisuan.billing.store;

/** Rolls a batch back because a command was refused; it never leaves this package. */
final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String detail;

    Undone(String detail) {
        super(detail);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
