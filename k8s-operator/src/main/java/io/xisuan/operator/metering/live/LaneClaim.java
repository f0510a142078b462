package io.xisuan.operator.metering.live;

import java.util.Comparator;

/**
 * A pod that needs lanes of a node.
 *
 * @param boundMillis when it was bound; with the uid its place in the order in which lanes are given
 * @param untilMillis when it gives them back as far as is known
 * @param devices how many lanes
 */
record LaneClaim(String podUid, long boundMillis, long untilMillis, int devices) implements Comparable<LaneClaim> {
    private static final Comparator<LaneClaim> ORDER =
            Comparator.comparingLong(LaneClaim::boundMillis).thenComparing(LaneClaim::podUid);

    @Override
    public int compareTo(LaneClaim other) {
        return ORDER.compare(this, other);
    }
}
