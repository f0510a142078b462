package io.xisuan.scheduler.simulation;

import io.xisuan.scheduler.demand.Interruption;
import io.xisuan.scheduler.demand.TopologyWish;
import java.util.OptionalLong;

/**
 * On what terms a job of a trace runs; only the product's own scheduler looks at them.
 *
 * @param priority higher goes first where the order looks at it
 * @param interruption what stopping it costs, and whether other jobs may
 * @param minWorkers the fewest workers that it runs with; 0 when it needs all
 * @param deadlineMillis on the clock of the trace: when it must have ended
 * @param topology how close its workers must be
 */
public record Terms(
        int priority, Interruption interruption, int minWorkers, OptionalLong deadlineMillis, TopologyWish topology) {
    /** Nobody interrupts it, it needs all its workers, has no deadline, and they may stand anywhere at a site. */
    public static final Terms PLAIN = new Terms(0, Interruption.NONE, 0, OptionalLong.empty(), TopologyWish.SITE);

    public Terms {
        if (minWorkers < 0) {
            throw new IllegalArgumentException("No job runs with %d workers".formatted(minWorkers));
        }
    }
}
