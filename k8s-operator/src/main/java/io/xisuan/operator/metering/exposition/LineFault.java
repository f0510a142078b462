package io.xisuan.operator.metering.exposition;

/** Leaves a wrong line; caught where the next line begins. It carries no stack, as texts of garbage have many. */
final class LineFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LineFault(String message) {
        super(message, null, false, false);
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
