package io.xisuan.operator.metering.lifecycle;

import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.model.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the time that a pod holds its lanes into phases: before the gang runs, while it runs, after its end.
 *
 * @param boundMillis when the pod began to hold its lanes
 * @param running when the gang was whole, if it was
 * @param end when this pod stopped working, by itself or with its gang
 * @param released when the pod gave its lanes back
 */
record LanePhases(long boundMillis, Optional<Long> running, Optional<PodTimeline.End> end, Optional<Long> released) {
    /** A span of one class; billed when it has no reason. */
    record Phase(Interval interval, Optional<UnbilledReason> reason) {}

    static Optional<LanePhases> of(PodTimeline pod, Optional<Long> running, Optional<PodTimeline.End> gangEnd) {
        return pod.bound().map(binding -> {
            Optional<PodTimeline.End> own = pod.ownEnd();
            boolean gangFirst =
                    gangEnd.isPresent() && (own.isEmpty() || gangEnd.get().compareTo(own.get()) < 0);
            return new LanePhases(binding.atMillis(), running, gangFirst ? gangEnd : own, pod.released());
        });
    }

    /** Returns the phases until the given time, in order, without gaps, empty ones left out. */
    List<Phase> until(long untilMillis) {
        long close = Math.min(untilMillis, released.orElse(Long.MAX_VALUE));
        long ended = clamp(end.map(PodTimeline.End::atMillis).orElse(Long.MAX_VALUE), boundMillis, close);
        long started = clamp(running.orElse(Long.MAX_VALUE), boundMillis, ended);
        List<Phase> phases = new ArrayList<>();
        add(phases, boundMillis, started, Optional.of(UnbilledReason.GANG_NOT_STARTED));
        add(phases, started, ended, Optional.empty());
        add(
                phases,
                ended,
                close,
                end.map(PodTimeline.End::cause)
                        .map(EndCause::afterwards)
                        .or(() -> Optional.of(UnbilledReason.TEARDOWN)));
        return phases;
    }

    private static void add(List<Phase> phases, long from, long to, Optional<UnbilledReason> reason) {
        if (from < to) {
            phases.add(new Phase(new Interval(from, to), reason));
        }
    }

    private static long clamp(long value, long low, long high) {
        return Math.max(low, Math.min(value, Math.max(low, high)));
    }
}
