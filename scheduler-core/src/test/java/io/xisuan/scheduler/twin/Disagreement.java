package io.xisuan.scheduler.twin;

/** The scheduler and its twin say different things, or something does not hold that must. */
public final class Disagreement extends RuntimeException {
    private static final long serialVersionUID = 1;

    Disagreement(String message) {
        super(message);
    }
}
