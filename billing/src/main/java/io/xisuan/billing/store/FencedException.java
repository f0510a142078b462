package io.xisuan.billing.store;

/** A newer leader has taken over: nothing of the refused write is stored, and its sender must step down. */
public final class FencedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long current;

    FencedException(long epoch, long current) {
        super("Epoch %d is over: the store is at epoch %d, so another leader writes now".formatted(epoch, current));
        this.current = current;
    }

    /** Returns the epoch that the store is at. */
    public long current() {
        return current;
    }
}
