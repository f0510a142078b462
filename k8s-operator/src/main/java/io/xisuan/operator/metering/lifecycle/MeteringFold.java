package io.xisuan.operator.metering.lifecycle;

import io.xisuan.model.Interval;
import io.xisuan.model.SiteId;
import java.util.Collection;

/** The fold of everything that was observed of a site into the class of every millisecond of every device. */
public final class MeteringFold {
    private MeteringFold() {}

    /**
     * Returns the time of every lane within the window.
     *
     * @throws IllegalArgumentException when spans of one node and resource overlap, or one attempt has two terms
     */
    public static SiteTime fold(SiteId site, Interval window, Collection<Observation> observations) {
        throw new UnsupportedOperationException("%s %s: %d observations".formatted(site, window, observations.size()));
    }
}
