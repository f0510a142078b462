package io.xisuan.operator.metering.live;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.operator.metering.journal.JournalHead;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.observe.PodName;
import java.util.List;

/**
 * What one look at the cluster gave. All of it states how things are, not what changed: a caller that failed to act on it gets
 * it again with the next look.
 *
 * @param closed attempts that are over, until {@link LiveMeter#forget}
 * @param finalizersReleasable pods that still carry the metering finalizer and whose records are durable
 * @param strangers pods with the metering finalizer that held devices, of attempts that nobody opened and that the journal has
 *     not closed: their time is in nobody's books, a person has to look
 * @param lostPods of each open attempt with a pod on a lost node the first such pod: its billing has ended, stop it
 * @param faultyPods of each open attempt that held a device which failed the first pod that held one: its billing has ended, stop it
 * @param head the journal's head after this look
 */
public record MeterStep(
        List<ClosedAttempt> closed,
        List<PodName> finalizersReleasable,
        List<PodName> strangers,
        List<BrokenPod> lostPods,
        List<BrokenPod> faultyPods,
        JournalHead head) {
    /** A pod by which an attempt cannot go on. */
    public record BrokenPod(AttemptKey attempt, ObservedPod pod) {}

    public MeterStep {
        closed = List.copyOf(closed);
        finalizersReleasable = List.copyOf(finalizersReleasable);
        strangers = List.copyOf(strangers);
        lostPods = List.copyOf(lostPods);
        faultyPods = List.copyOf(faultyPods);
    }

    /** Returns the open attempts with a pod on a lost node. */
    public List<AttemptKey> lost() {
        return lostPods.stream().map(BrokenPod::attempt).toList();
    }

    /** Returns the open attempts that held a device which failed. */
    public List<AttemptKey> faulty() {
        return faultyPods.stream().map(BrokenPod::attempt).toList();
    }
}
