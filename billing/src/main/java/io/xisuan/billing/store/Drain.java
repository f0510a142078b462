package io.xisuan.billing.store;

import io.xisuan.billing.control.Principal;

/**
 * A node or a whole site that is emptied: from its request until it is undone nothing is sold there, and jobs leave in time.
 *
 * @param place the name of a site, of a node, or {@code SITE/NODE} for a node of that name at that site
 * @param byMillis by when its jobs are to be gone, each as late as its checkpoint allows; 0 for as soon as they have saved themselves
 * @param answer what the leader says of it; empty while it is pending
 */
public record Drain(
        long id,
        String place,
        long byMillis,
        Principal requestedBy,
        long requestedAtMillis,
        State state,
        String answer,
        long answeredAtMillis) {
    /** How far it is. */
    public enum State {
        /** No leader has seen it, or one looks for its place and says so. */
        PENDING,
        /** Nothing more is placed there, and jobs of ours are still there. */
        UNDER_WAY,
        /** Nothing of ours is there, and nothing comes. */
        DRAINED,
        /** There is no such place; nothing is drained. */
        UNKNOWN
    }

    public Drain {
        if (place.isBlank() || byMillis < 0) {
            throw new IllegalArgumentException("\"%s\" cannot be drained by %d".formatted(place, byMillis));
        }
    }

    /** Returns a wish that nobody has answered or numbered yet. */
    public static Drain of(String place, long byMillis, Principal by, long nowMillis) {
        return new Drain(0, place, byMillis, by, nowMillis, State.PENDING, "", 0);
    }

    /** Returns this drain with what the leader says of it. */
    public Drain answered(State other, String text, long atMillis) {
        return new Drain(id, place, byMillis, requestedBy, requestedAtMillis, other, text, atMillis);
    }

    /** Says whether the leader's word on both is the same. */
    public boolean saysAs(Drain other) {
        return state == other.state && answer.equals(other.answer);
    }
}
