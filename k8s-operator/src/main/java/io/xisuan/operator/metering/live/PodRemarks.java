package io.xisuan.operator.metering.live;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.lifecycle.PodObservation;
import java.util.ArrayList;
import java.util.List;

/** What the journal remarks of pods whose records are not as certain as they could be; it changes no record. */
final class PodRemarks {
    /** How far the clocks of node and API server may differ unremarked; container times have steps of one second. */
    private static final long TOLERATED_SKEW_MILLIS = 2_000;

    private PodRemarks() {}

    static List<JournalEntry.Remark> of(WatchedPod pod) {
        List<JournalEntry.Remark> remarks = new ArrayList<>();
        PodFacts facts = pod.facts();
        if (facts.node().isPresent() && facts.bound().isEmpty()) {
            remarks.add(remark("NO_BINDING", pod, "states no time of its binding; no device time is counted"));
        }
        facts.stop().ifPresent(stop -> {
            if (!stop.basis().remark().isEmpty()) {
                remarks.add(remark("END", pod, stop.basis().remark()));
            }
            if (stop.basis() == PodStop.Basis.STATED && facts.started().isEmpty()) {
                remarks.add(remark("NO_START", pod, "ended but states no start; its gang never counts as whole"));
            }
        });
        if (clocksDisagree(facts)) {
            remarks.add(remark("CLOCK", pod, "states times that are not in the order of a life: " + facts));
        }
        return remarks;
    }

    private static boolean clocksDisagree(PodFacts facts) {
        long bound = facts.bound().orElse(0L);
        long started = facts.started().orElse(bound);
        long stopped = facts.stop()
                .filter(stop -> stop.basis() == PodStop.Basis.STATED)
                .map(PodStop::atMillis)
                .orElse(started);
        return started < bound - TOLERATED_SKEW_MILLIS || stopped < started;
    }

    static JournalEntry.Remark late(WatchedPod pod, PodObservation seen) {
        return remark("LATE", pod, "was seen after its day was closed: " + seen.edge());
    }

    static JournalEntry.Remark vanished(AttemptKey attempt) {
        return new JournalEntry.Remark(
                "VANISHED",
                attempt.job().uid() + "/" + attempt.attempt(),
                "pods went while nobody looked; their time ends with what was recorded");
    }

    private static JournalEntry.Remark remark(String kind, WatchedPod pod, String text) {
        return new JournalEntry.Remark(
                kind, pod.last().uid(), "pod %s %s".formatted(pod.last().id(), text));
    }
}
