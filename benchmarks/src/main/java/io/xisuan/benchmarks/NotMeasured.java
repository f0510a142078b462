package io.xisuan.benchmarks;

/** Says that a run could not measure, and what to do about it; the program exits with 3 and prints no figure. */
public final class NotMeasured extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotMeasured(String reason) {
        super(reason);
    }

    /** Returns the reason. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
