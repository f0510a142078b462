package io.xisuan.operator.metering.live;

import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.operator.metering.lifecycle.EndCause;
import io.xisuan.operator.observe.ObservedPod;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/** One pod of an open attempt: how it was last seen, and what follows from all that was seen. */
final class WatchedPod {
    private static final long NEWS_MILLIS = 600_000;

    private ObservedPod last;
    private boolean gone;
    private OptionalLong lostLeaseMillis;
    private PodFacts facts = PodFacts.NONE;
    private final List<PodSight> sights = new ArrayList<>();
    private long offsetMillis;
    private OptionalLong lastGoodMillis = OptionalLong.empty();
    private final TreeMap<DeviceKey, TreeMap<Long, Dispute>> disputes = new TreeMap<>();

    /** When another pod was named for a device of this one. */
    record Dispute(DeviceKey device, Interval span) {}

    WatchedPod(ObservedPod first, OptionalLong lostLeaseMillis) {
        this.last = first;
        this.lostLeaseMillis = lostLeaseMillis;
    }

    void see(ObservedPod pod, boolean nowGone) {
        last = pod;
        gone = nowGone;
    }

    void vanish() {
        gone = true;
    }

    /** Returns whether a silent or absent node is news that ends this pod. */
    boolean losable() {
        return lostLeaseMillis.isEmpty()
                && !facts.over()
                && last.node().isPresent()
                && last.finishedMillis().isEmpty();
    }

    void lose(long leaseMillis) {
        lostLeaseMillis = OptionalLong.of(leaseMillis);
    }

    boolean lost() {
        return lostLeaseMillis.isPresent();
    }

    /** Notes that a device of it failed; of several faults the earliest counts. */
    void fault(long lastGood) {
        lastGoodMillis = OptionalLong.of(Math.min(lastGood, lastGoodMillis.orElse(Long.MAX_VALUE)));
    }

    /**
     * Returns whether it held its devices at that time, so that a fault after it is its loss. A pod that completed later than that
     * had devices that worked.
     */
    boolean losesBy(long millis) {
        return facts.bound().filter(at -> at <= millis).isPresent()
                && facts.released().filter(at -> at <= millis).isEmpty()
                && facts.stop()
                        .filter(stop -> stop.cause() == EndCause.COMPLETED)
                        .isEmpty();
    }

    /**
     * Notes that two pods were named for one of its devices; spans that overlap or touch are one. Returns whether that is news:
     * another span, or one that has grown by ten minutes since it was news.
     */
    boolean dispute(DeviceKey device, Interval span) {
        TreeMap<Long, Dispute> spans = disputes.computeIfAbsent(device, key -> new TreeMap<>());
        Interval whole = span;
        boolean news = true;
        for (Dispute known : List.copyOf(spans.values())) {
            if (known.span().startMillis() <= whole.endMillis()
                    && whole.startMillis() <= known.span().endMillis()) {
                spans.remove(known.span().startMillis());
                whole = new Interval(
                        Math.min(known.span().startMillis(), whole.startMillis()),
                        Math.max(known.span().endMillis(), whole.endMillis()));
                news = whole.endMillis() / NEWS_MILLIS != known.span().endMillis() / NEWS_MILLIS;
            }
        }
        spans.put(whole.startMillis(), new Dispute(device, whole));
        return news;
    }

    /** Returns the whole span of the dispute that a span belongs to. */
    Interval disputed(DeviceKey device, Interval part) {
        return disputes.getOrDefault(device, new TreeMap<>()).values().stream()
                .map(Dispute::span)
                .filter(span -> span.encloses(part))
                .findFirst()
                .orElse(part);
    }

    List<Dispute> disputes() {
        return disputes.values().stream()
                .flatMap(spans -> spans.values().stream())
                .toList();
    }

    /** Returns whether a device of it failed while it was held. */
    boolean faulty() {
        return lastGoodMillis.isPresent();
    }

    /**
     * Draws from the last sight what it says.
     *
     * @param offset how far the clock of its node is ahead, as is known by now: all that was seen is read by it
     */
    void conclude(NodeSight node, long offset) {
        PodSight now = new PodSight(last, gone, node, lostLeaseMillis).bare();
        if (sights.isEmpty() || !sights.get(sights.size() - 1).equals(now)) {
            sights.add(now);
        } else if (offset == offsetMillis) {
            return;
        }
        if (offset == offsetMillis) {
            facts = facts.and(PodEdges.facts(now.corrected(offset)));
        } else {
            offsetMillis = offset;
            facts = sights.stream()
                    .map(sight -> PodEdges.facts(sight.corrected(offset)))
                    .reduce(PodFacts.NONE, PodFacts::and);
        }
    }

    ObservedPod last() {
        return last;
    }

    PodFacts facts() {
        return lastGoodMillis.isPresent() ? facts.faulty(lastGoodMillis.getAsLong()) : facts;
    }
}
