package io.xisuan.operator.metering.live;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.operator.metering.journal.JournalHead;
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
 * @param lost open attempts with a pod on a lost node: their billing has ended, stop them
 * @param faulty open attempts that held a device which failed: their billing has ended, stop them
 * @param head the journal's head after this look
 */
public record MeterStep(
        List<ClosedAttempt> closed,
        List<PodName> finalizersReleasable,
        List<PodName> strangers,
        List<AttemptKey> lost,
        List<AttemptKey> faulty,
        JournalHead head) {
    public MeterStep {
        closed = List.copyOf(closed);
        finalizersReleasable = List.copyOf(finalizersReleasable);
        strangers = List.copyOf(strangers);
        lost = List.copyOf(lost);
        faulty = List.copyOf(faulty);
    }
}
