package io.xisuan.billing.control;

/** Somebody may not do what he asked for; nothing was done. The command line prints the sentence alone and exits with code 4. */
public final class RightsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one of a refusal. */
    public RightsException(Rights.Refusal refusal) {
        super(refusal.reason());
    }
}
