package io.xisuan.operator.notice.send;

import io.xisuan.billing.store.NoticeTry;

/** A message did not go, or nobody knows whether it did; the sentence is for people and holds no secret. */
final class Unsent extends Exception {
    private static final long serialVersionUID = 1L;

    private final NoticeTry.Result result;
    private final long pauseMillis;

    private Unsent(NoticeTry.Result result, String message, long pauseMillis) {
        super(message);
        this.result = result;
        this.pauseMillis = pauseMillis;
    }

    /** It did not arrive; another try may succeed. */
    static Unsent again(String message) {
        return new Unsent(NoticeTry.Result.AGAIN, message, 0);
    }

    /** It did not arrive, and the receiver says for how long it takes nothing. */
    static Unsent later(String message, long pauseMillis) {
        return new Unsent(NoticeTry.Result.AGAIN, message, pauseMillis);
    }

    /** It may have arrived: no answer was heard. */
    static Unsent uncertain(String message) {
        return new Unsent(NoticeTry.Result.UNCERTAIN, message, 0);
    }

    /** It is refused, and would be again. */
    static Unsent refused(String message) {
        return new Unsent(NoticeTry.Result.DEAD, message, 0);
    }

    NoticeTry.Result result() {
        return result;
    }

    /** Returns for how long at least nothing is to be tried, 0 where the receiver did not say. */
    long pauseMillis() {
        return pauseMillis;
    }

    /** Returns what became of it, for people. */
    String said() {
        return String.valueOf(getMessage());
    }
}
