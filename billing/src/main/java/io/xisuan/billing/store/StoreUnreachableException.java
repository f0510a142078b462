package io.xisuan.billing.store;

/**
 * The database server does not answer. A batch that was under way may be stored or not; repeated, it gives the same answer either
 * way.
 */
public final class StoreUnreachableException extends StoreException {
    private static final long serialVersionUID = 1L;

    StoreUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
