package io.xisuan.operator.metering.scrape.plan;

import java.util.List;

/**
 * How far a target has come: what a process leaves to the next.
 *
 * @param nextSlot the first slot for which nothing was decided yet
 * @param gone it is no longer discovered: only what it owes is left
 * @param owed earlier slots whose gaps are not yet told, oldest first
 */
public record TargetProgress(PlannedTarget target, long nextSlot, boolean gone, List<OwedSlots> owed) {
    public TargetProgress {
        owed = List.copyOf(owed);
    }
}
