package io.xisuan.operator.metering.live;

import io.xisuan.operator.metering.lifecycle.NodeClocks;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.observe.PodSaving;
import io.xisuan.operator.observe.PodTimes;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A pod as it is seen now, with what its surroundings say.
 *
 * @param gone its object no longer exists; {@code pod} is how it was last seen
 * @param lostLeaseMillis the last renewal of its node's lease, once the node was lost with the pod on it
 */
record PodSight(ObservedPod pod, boolean gone, NodeSight node, OptionalLong lostLeaseMillis) {
    /** Returns the sight without what does not matter to the pod's times. */
    PodSight bare() {
        return with(pod.times(), lostLeaseMillis);
    }

    /** Returns the sight as a node would have stated it whose clock is right. */
    PodSight corrected(long offsetMillis) {
        if (offsetMillis == 0) {
            return this;
        }
        PodTimes times = pod.times();
        long bound = times.scheduledMillis().orElse(0);
        return with(
                new PodTimes(
                        times.createdMillis(),
                        times.scheduledMillis(),
                        moved(times.startedMillis(), offsetMillis, bound),
                        moved(times.finishedMillis(), offsetMillis, bound),
                        times.deletionMillis(),
                        times.askedMillis()),
                moved(lostLeaseMillis, offsetMillis, bound));
    }

    private static OptionalLong moved(OptionalLong at, long offsetMillis, long floorMillis) {
        return at.isPresent()
                ? OptionalLong.of(NodeClocks.moved(at.getAsLong(), offsetMillis, floorMillis))
                : OptionalLong.empty();
    }

    private PodSight with(PodTimes times, OptionalLong lease) {
        return new PodSight(
                new ObservedPod(
                        pod.id(),
                        pod.marks(),
                        pod.node(),
                        pod.phase(),
                        times,
                        pod.end(),
                        pod.meteringFinalizer(),
                        Optional.empty(),
                        false,
                        ObservedPod.Given.NONE,
                        PodSaving.UNTOLD),
                gone,
                node,
                lease);
    }
}
