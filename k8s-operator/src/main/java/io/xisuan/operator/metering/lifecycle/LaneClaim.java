package io.xisuan.operator.metering.lifecycle;

import io.xisuan.model.AcceleratorShare;
import java.util.Comparator;

/**
 * A pod that needs lanes of a node.
 *
 * @param boundMillis when it was bound; with the uid its place in the order in which lanes are given
 * @param untilMillis when it gives them back as far as is known
 * @param devices how many lanes
 * @param share what it takes of each
 */
public record LaneClaim(String podUid, long boundMillis, long untilMillis, int devices, AcceleratorShare share)
        implements Comparable<LaneClaim> {
    private static final Comparator<LaneClaim> ORDER =
            Comparator.comparingLong(LaneClaim::boundMillis).thenComparing(LaneClaim::podUid);

    /** Takes whole devices. */
    public LaneClaim(String podUid, long boundMillis, long untilMillis, int devices) {
        this(podUid, boundMillis, untilMillis, devices, AcceleratorShare.WHOLE);
    }

    @Override
    public int compareTo(LaneClaim other) {
        return ORDER.compare(this, other);
    }
}
