package io.xisuan.billing.store;

/** The database failed or holds what cannot be: nothing of the batch is stored, and memory was dropped. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
