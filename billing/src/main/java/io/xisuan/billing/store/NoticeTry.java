package io.xisuan.billing.store;

/**
 * What a try to deliver came to.
 *
 * @param parcel the message that was tried
 * @param answer what was said, for people; no secret
 * @param atMillis when the try ended
 * @param dueMillis when it is tried again, where it is
 */
public record NoticeTry(String parcel, Result result, String answer, long atMillis, long dueMillis) {
    /** What became of it. */
    public enum Result {
        /** The receiver took it. */
        SENT,
        /** It did not arrive; another try may succeed. */
        AGAIN,
        /** It may have arrived: no answer was heard. */
        UNCERTAIN,
        /** It is not tried any more. */
        DEAD
    }
}
