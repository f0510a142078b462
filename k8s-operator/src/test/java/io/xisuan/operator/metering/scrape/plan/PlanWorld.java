package io.xisuan.operator.metering.scrape.plan;

import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.evidence.GapCause;
import io.xisuan.operator.metering.evidence.ScrapeOutcome;
import io.xisuan.operator.metering.evidence.ScrapeOutcome.Result;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import io.xisuan.operator.metering.scrape.plan.ScrapeStep.Ask;
import io.xisuan.operator.metering.scrape.plan.ScrapeStep.Settled;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/** A plan, its targets and its operator over virtual time, with a plain count of what must come out. */
final class PlanWorld {
    private static final int MOST_TARGETS = 12;
    private static final long[] INTERVALS = {5_000, 15_000, 30_000};

    record Slot(TargetKey key, long slotMillis) implements Comparable<Slot> {
        @Override
        public int compareTo(Slot other) {
            int byKey = key.compareTo(other.key);
            return byKey != 0 ? byKey : Long.compare(slotMillis, other.slotMillis);
        }
    }

    private record Pending(long atMillis, Ask ask, Result result) {}

    private final SplittableRandom random;
    private final boolean hasty;
    private long now;
    private ScrapePlan plan;
    private final PriorityQueue<Pending> pending =
            new PriorityQueue<>((a, b) -> Long.compare(a.atMillis(), b.atMillis()));
    private final TreeMap<TargetKey, Ask> underWay = new TreeMap<>();
    private TreeMap<TargetKey, PlannedTarget> known = new TreeMap<>();
    private long knownSince;
    private final TreeSet<Slot> expected = new TreeSet<>();
    private final TreeMap<Slot, ScrapeOutcome> told = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    /** Creates a world; a hasty one restarts, pauses and has little room. */
    PlanWorld(SplittableRandom random, boolean hasty) {
        this.random = random;
        this.hasty = hasty;
        now = 1_767_225_600_000L + random.nextInt(100_000);
        plan = new ScrapePlan(List.of(), now);
    }

    void run(long millis) {
        long end = now + millis;
        discover();
        while (now < end) {
            now += 1 + (hasty && random.nextInt(200) == 0 ? random.nextInt(180_000) : random.nextInt(400));
            answer();
            if (random.nextInt(hasty ? 60 : 200) == 0) {
                discover();
            }
            if (hasty && random.nextInt(300) == 0) {
                restart();
            }
            step(hasty ? random.nextInt(8) : 1_000);
        }
        finish();
    }

    /** Ends all targets and lets everything come in that is still due. */
    private void finish() {
        discover(Map.of());
        for (int i = 0; i < 2_000 && (!pending.isEmpty() || plan.nextMillis().isPresent()); i++) {
            now += 500;
            answer();
            step(1_000);
        }
        plan.nextMillis().ifPresent(next -> wrong.add("still something to do at " + next));
        if (!plan.progress().isEmpty() && underWay.isEmpty()) {
            wrong.add("not forgotten: " + plan.progress());
        }
    }

    private void step(int room) {
        int promised = plan.pending();
        List<ScrapeStep> steps = plan.poll(now, room);
        for (ScrapeStep step : steps) {
            switch (step) {
                case Ask ask -> ask(ask);
                case Settled settled -> tell(settled.outcome());
            }
        }
        if (steps.size() > room + promised) {
            wrong.add("%d steps in a room of %d and %d".formatted(steps.size(), room, promised));
        }
    }

    private void ask(Ask ask) {
        PlannedTarget target = known.get(ask.key());
        if (target == null) {
            wrong.add("asked though gone: " + ask);
            return;
        }
        if (now < ask.slotMillis() + target.jitterMillis() || now >= ask.slotMillis() + target.intervalMillis()) {
            wrong.add("asked at a wrong time: %s at %d".formatted(ask, now));
        }
        Ask other = underWay.put(ask.key(), ask);
        if (other != null) {
            wrong.add("two at once: %s and %s".formatted(other, ask));
        }
        if (!hasty || random.nextInt(40) > 0) {
            pending.add(new Pending(now + delay(target), ask, result()));
        }
    }

    /** Returns how long it takes: within the time-out, or far beyond what a client should allow. */
    private long delay(PlannedTarget target) {
        boolean late = hasty && random.nextInt(25) == 0;
        return random.nextLong(late ? 5 * target.intervalMillis() : target.timeoutMillis());
    }

    private Result result() {
        return random.nextInt(5) > 0
                ? new Result.Answer(new byte[] {1}, ExpositionFormat.TEXT, now)
                : new Result.Gap(GapCause.HTTP_STATUS, "503");
    }

    private void answer() {
        while (!pending.isEmpty() && pending.peek().atMillis() <= now) {
            Pending next = pending.remove();
            underWay.remove(next.ask().key(), next.ask());
            plan.settle(next.ask(), next.result(), now).ifPresent(this::tell);
            if (random.nextInt(10) == 0
                    && plan.settle(next.ask(), next.result(), now).isPresent()) {
                wrong.add("settled twice: " + next.ask());
            }
        }
    }

    private void tell(ScrapeOutcome outcome) {
        Slot slot = new Slot(new TargetKey(outcome.site(), outcome.node(), outcome.target()), outcome.slotMillis());
        if (told.put(slot, outcome) != null) {
            wrong.add("told twice: " + slot);
        }
    }

    /** The process dies and a new one goes on, sometimes a third at once. */
    private void restart() {
        pending.clear();
        underWay.clear();
        for (int i = 0; i <= random.nextInt(2); i++) {
            plan = new ScrapePlan(plan.progress(), 0);
            now += random.nextInt(90_000);
        }
        if (random.nextBoolean()) {
            discover();
        } else {
            discover(known);
        }
    }

    private void discover() {
        TreeMap<TargetKey, PlannedTarget> found = new TreeMap<>();
        for (int i = 0; i < MOST_TARGETS; i++) {
            if (random.nextInt(4) > 0) {
                long interval = INTERVALS[i % INTERVALS.length];
                TargetKey key = key(i);
                found.put(key, new PlannedTarget(key, interval, interval * 2 / 3));
            }
        }
        discover(found);
    }

    private void discover(Map<TargetKey, PlannedTarget> found) {
        known.values().forEach(target -> expect(target, knownSince, now));
        known = new TreeMap<>(found);
        knownSince = now;
        List<PlannedTarget> listed = new ArrayList<>(found.values());
        listed.addAll(found.values());
        plan.targets(listed, now);
    }

    /** Counts the plain way: every slot whose moment of asking lies within the time. */
    private void expect(PlannedTarget target, long from, long to) {
        long slot = Math.floorDiv(from, target.intervalMillis()) * target.intervalMillis();
        for (; slot + target.jitterMillis() < to; slot += target.intervalMillis()) {
            if (slot + target.jitterMillis() >= from) {
                expected.add(new Slot(target.key(), slot));
            }
        }
    }

    static TargetKey key(int number) {
        return new TargetKey(new SiteId("site-a"), new NodeName("node-" + number / 2), "exporter-" + number % 2);
    }

    /** Returns what went wrong: rules that were broken, slots without an outcome, outcomes without a slot. */
    List<String> wrong() {
        List<String> all = new ArrayList<>(wrong);
        expected.stream().filter(slot -> !told.containsKey(slot)).forEach(slot -> all.add("missing: " + slot));
        told.forEach((slot, outcome) -> {
            if (!expected.contains(slot)) {
                all.add("not expected: " + outcome);
            }
        });
        return all;
    }

    Collection<ScrapeOutcome> outcomes() {
        return told.values();
    }
}
