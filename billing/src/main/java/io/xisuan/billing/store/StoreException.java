package io.xisuan.billing.store;

/** The database failed or holds what cannot be: nothing of the batch is stored, and memory was dropped. */
public sealed class StoreException extends RuntimeException permits StoreUnreachableException {
    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
