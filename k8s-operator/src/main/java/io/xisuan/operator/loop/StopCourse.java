package io.xisuan.operator.loop;

import io.xisuan.billing.store.StopOrder;
import io.xisuan.operator.observe.ObservedPod;
import java.util.List;

/**
 * How an attempt that was ordered to stop is brought to its end: order, signal, grace, confirmation, eviction. A pure function of the
 * stored order and of what the pods show, so that a restart between any two steps goes on with the next.
 *
 * <p>Where SIGTERM is the signal the eviction is both, and the pods' grace is that of the checkpoint. Where a file is, the pods run on
 * until each says that it saved itself or the time is over, and are then evicted with ten seconds.
 */
final class StopCourse {
    /** What a worker gets after it had its time: long enough to flush, too short to train. */
    static final long AFTERWARDS_SECONDS = 10;

    private StopCourse() {}

    /** Returns by when the workers must have saved themselves: within the checkpoint's grace, and before they are to be gone. */
    static long saveByMillis(StopOrder order, StopTerms terms) {
        long last = order.byMillis() - AFTERWARDS_SECONDS * 1_000;
        long grace = order.orderedAtMillis() + terms.graceMillis();
        return Math.max(
                order.orderedAtMillis(), order.byMillis() > order.orderedAtMillis() ? Math.min(grace, last) : grace);
    }

    /** Returns the next deed of an attempt that was ordered to stop. */
    static Deed next(StopOrder order, StopTerms terms, GangPods gang, long nowMillis) {
        boolean saves = EndReason.ofWord(order.reason()).saves()
                && terms.byFile()
                && gang.pods().stream().anyMatch(pod -> pod.startedMillis().isPresent());
        if (!saves) {
            return new Deed.Stop(terms.graceSeconds());
        }
        List<ObservedPod> running = gang.pods().stream()
                .filter(pod -> !pod.phase().terminal() && pod.deletionMillis().isEmpty())
                .toList();
        long by = saveByMillis(order, terms);
        if (nowMillis >= by || running.stream().allMatch(pod -> pod.saving().done())) {
            return new Deed.Stop(AFTERWARDS_SECONDS);
        }
        boolean untold =
                running.stream().anyMatch(pod -> pod.saving().byMillis().isEmpty());
        return untold ? new Deed.Signal(by) : new Deed.Leave();
    }

    /**
     * Returns what said that the whole gang saved itself: {@code annotation} or the exit codes; empty when a worker did not.
     */
    static String confirmedBy(GangPods gang, StopTerms terms) {
        if (!terms.resumable() || !gang.complete() || !gang.pods().stream().allMatch(pod -> confirmed(pod, terms))) {
            return "";
        }
        return gang.pods().stream().anyMatch(pod -> pod.saving().done())
                ? "annotation"
                : "exit code %d"
                        .formatted(gang.pods().stream()
                                .mapToInt(pod -> pod.exitCode().getAsInt())
                                .max()
                                .orElseThrow());
    }

    private static boolean confirmed(ObservedPod pod, StopTerms terms) {
        return pod.saving().done() || terms.confirms(pod.exitCode());
    }
}
