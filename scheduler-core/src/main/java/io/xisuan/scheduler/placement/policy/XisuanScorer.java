package io.xisuan.scheduler.placement.policy;

import io.xisuan.scheduler.demand.DeviceType;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Our own policy: a worker goes where what will be lost grows least. Four losses of a node are added, all in thousandths of a device:
 *
 * <ol>
 *   <li>{@link Fragmentation}: what the typical workers could not use of it now;
 *   <li>{@link Stranding}: the free devices that its CPU will not last for;
 *   <li>{@link Holes}: what will be left of its opened devices when they are filled;
 *   <li>{@link Scarcity}: the worker's devices, priced by how much those who can use no other type want of this one.
 * </ol>
 *
 * <p>The first looks at the next worker, the others at all that will come, which is why they count three times as much. With all
 * four terms, factors two and three came out alike (allocated share on three mixes 96.06/95.70/97.62 and 96.09/95.66/97.67 %); four was not tried so, and
 * unequal factors hurt. No constant depends on a trace.
 */
final class XisuanScorer implements NodeScorer {
    /** How much more losses to come count than the fragmentation that is there now. */
    private static final long AHEAD = 3;
    /** Millionths of a device in a millionth of the scale: a quarter of it is one device, as in FGD near its middle. */
    private static final long LOST_MICROS_PER_POINT = 4;
    /** Millionths in a thousandth. */
    private static final long MICROS = 1000;

    private final Fragmentation fragmentation;
    private final Stranding stranding;
    private final Holes holes;
    private final FleetOutline fleet;
    private final SortedMap<DeviceType, Long> priceMicros = new TreeMap<>();
    private final TrialScore trial;

    XisuanScorer(FleetOutline fleet) {
        this.fleet = fleet;
        this.fragmentation = new Fragmentation(fleet.mix());
        this.stranding = new Stranding(fleet.mix());
        this.holes = new Holes(fleet.mix());
        this.trial = new TrialScore(this::lossMicros, (before, after) -> before - after);
    }

    @Override
    public long score(NodeView node, WorkerNeed need, long draw) {
        long price = priceMicros.computeIfAbsent(node.type(), type -> Scarcity.microsPerMilli(fleet, type));
        long growth = AHEAD * price * need.milli() - trial.best(node, need).score();
        return SCALE / 2 - Math.floorDiv(growth, LOST_MICROS_PER_POINT);
    }

    @Override
    public int device(NodeView node, WorkerNeed need, long draw) {
        return trial.best(node, need).device();
    }

    private long lossMicros(DeviceState state) {
        long now = Math.floorDiv(fragmentation.of(state) * MICROS, fragmentation.workers());
        return now + AHEAD * (stranding.micros(state.freeMilli(), state.cpuMillis()) + holes.micros(state));
    }
}
