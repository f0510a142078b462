package io.xisuan.scheduler.simulation;

import io.xisuan.model.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The figures of one replay.
 *
 * @param jobs all jobs of the trace
 * @param never those of them that can never start; the other figures leave them out
 * @param starts how often a job started; more than the jobs that ran when some were preempted and started again
 * @param waitMillis from submission to end without the run time
 * @param completionMillis from submission to end
 * @param makespanMillis from the first submission to the last end
 * @param utilisationPercent used of supplied device time, to two decimals
 * @param cost list price of the device time held; empty when the nodes have no prices
 * @param notes what was assumed, for people
 */
public record Summary(
        String policy,
        long seed,
        int jobs,
        int never,
        int starts,
        Distribution waitMillis,
        Distribution completionMillis,
        DeviceTime deviceMillis,
        long makespanMillis,
        BigDecimal utilisationPercent,
        Optional<Money> cost,
        List<String> notes) {
    public Summary {
        notes = List.copyOf(notes);
    }

    /**
     * Device milliseconds.
     *
     * @param supplied all devices over the makespan
     * @param used by the run times of the jobs
     */
    public record DeviceTime(long supplied, long used) {}
}
