package io.xisuan.operator.metering.exposition;

/** Ends the reading of a text that is over a limit. */
final class TextRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TextRefused(String message) {
        super(message, null, false, false);
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
