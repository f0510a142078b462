package io.xisuan.operator.loop;

/** The operator cannot start, or cannot go on; the message says what to do. */
public final class CannotRun extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What stands in the way. */
    public enum Cause {
        /** The cluster does not answer; trying again may help. */
        UNREACHABLE,
        /** The user of the kubeconfig may not do what is needed. */
        NO_RIGHTS,
        /** The cluster refuses or lacks something else. */
        REFUSED,
        /** The journal cannot be written: nothing is metered, so nothing runs on. */
        DISK,
        /** Store and journal are of two times: one of them was restored and the other was not. */
        OUT_OF_STEP,
        /** A newer leader has taken over. */
        STEPPED_DOWN
    }

    private final Cause cause;

    CannotRun(Cause cause, String message) {
        super(message);
        this.cause = cause;
    }

    public Cause what() {
        return cause;
    }
}
