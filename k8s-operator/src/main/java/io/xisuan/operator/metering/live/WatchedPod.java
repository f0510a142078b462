package io.xisuan.operator.metering.live;

import io.xisuan.operator.observe.ObservedPod;
import java.util.OptionalLong;

/** One pod of an open attempt: how it was last seen, and what follows from all that was seen. */
final class WatchedPod {
    private ObservedPod last;
    private boolean gone;
    private OptionalLong lostLeaseMillis;
    private PodFacts facts = PodFacts.NONE;

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

    /** Draws from the last sight what it says. */
    void conclude(NodeSight node) {
        facts = facts.and(PodEdges.facts(new PodSight(last, gone, node, lostLeaseMillis)));
    }

    ObservedPod last() {
        return last;
    }

    PodFacts facts() {
        return facts;
    }
}
