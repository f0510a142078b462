package io.xisuan.operator.metering.scrape;

import io.xisuan.operator.metering.evidence.ScrapeOutcome;
import io.xisuan.operator.metering.scrape.plan.Miss;
import io.xisuan.operator.metering.scrape.plan.OwedSlots;
import io.xisuan.operator.metering.scrape.plan.PlannedTarget;
import io.xisuan.operator.metering.scrape.plan.TargetKey;
import io.xisuan.operator.metering.scrape.plan.TargetProgress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Outcomes that were told and not yet drained; guarded by the scraper's lock. */
final class OutcomeQueue {
    private record Waiting(PlannedTarget target, ScrapeOutcome outcome) {}

    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    void add(PlannedTarget target, ScrapeOutcome outcome) {
        waiting.add(new Waiting(target, outcome));
    }

    int size() {
        return waiting.size();
    }

    List<ScrapeOutcome> take() {
        List<ScrapeOutcome> all = waiting.stream().map(Waiting::outcome).toList();
        waiting.clear();
        return all;
    }

    /** Returns how far the targets have come if what waits here is lost: its slots are owed. */
    List<TargetProgress> asIfLost(List<TargetProgress> progress) {
        TreeMap<TargetKey, TargetProgress> all = new TreeMap<>();
        progress.forEach(each -> all.put(each.target().key(), each));
        TreeMap<TargetKey, List<OwedSlots>> lost = new TreeMap<>();
        for (Waiting each : waiting) {
            PlannedTarget target = each.target();
            long slot = each.outcome().slotMillis();
            long interval = target.intervalMillis();
            all.putIfAbsent(target.key(), new TargetProgress(target, slot + interval, true, List.of()));
            lost.computeIfAbsent(target.key(), key -> new ArrayList<>())
                    .add(new OwedSlots(slot, slot + interval, interval, Miss.AWAY));
        }
        lost.forEach((key, slots) -> all.computeIfPresent(key, (same, each) -> {
            slots.addAll(each.owed());
            return new TargetProgress(each.target(), each.nextSlot(), each.gone(), slots);
        }));
        return List.copyOf(all.values());
    }
}
