package io.xisuan.operator.metering.lifecycle;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import java.util.Comparator;

/**
 * Time of one lane, or of what is left of it, that none of our jobs holds; never longer than one billing day, and as long as it can
 * be within it.
 *
 * @param lane as {@code nvidia.com/gpu/3}
 * @param share the part of a device that it is
 */
public record LaneTime(
        NodeName node,
        String lane,
        AcceleratorModel model,
        LaneClass laneClass,
        AcceleratorShare share,
        Interval interval)
        implements Comparable<LaneTime> {
    private static final Comparator<LaneTime> ORDER = Comparator.comparing(LaneTime::node)
            .thenComparing(LaneTime::lane)
            .thenComparing(LaneTime::interval)
            .thenComparing(LaneTime::laneClass);

    @Override
    public int compareTo(LaneTime other) {
        return ORDER.compare(this, other);
    }
}
