package io.xisuan.operator.notice;

/**
 * How long one waits before another try: half a minute, twice as long after each, an hour at most; about a day in all. Pure: the spread,
 * so that many messages do not come back together, is by the message's name.
 */
public final class Backoff {
    /** After so many tries a message is dead. */
    public static final int MOST_TRIES = 30;

    private static final long FIRST_MILLIS = 30_000;
    private static final long LONGEST_MILLIS = 3_600_000;
    private static final int DOUBLINGS = 7;
    private static final int SPREAD_PERCENT = 20;

    private Backoff() {}

    /**
     * Returns the pause before the next try.
     *
     * @param tries how many there were, 1 or more
     */
    public static long millis(int tries, String parcel) {
        long usual = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(DOUBLINGS, tries - 1));
        long spread = Math.floorMod(parcel.hashCode(), SPREAD_PERCENT + 1);
        return usual + usual * spread / 100;
    }
}
