package io.xisuan.operator.loop;

/** A newer leader acts now: this one must stop at once, and nothing of what it was about to do may happen. */
public final class SteppedDown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SteppedDown(String message) {
        super(message);
    }
}
