package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.store.StopRecord;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Times;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What a job asks for that was tried before: the run time that is left after what its attempts saved, and no node that is doubted. Only
 * what is left is quoted and held.
 */
final class Continuation {
    /** However much is saved, a next attempt runs for a moment. */
    private static final long LEAST_MILLIS = 60_000;

    private Continuation() {}

    static JobRequest of(
            JobRequest job, JobRecord known, AttemptTimes times, StopTerms terms, SortedSet<NodeName> avoided) {
        JobRequest next = avoided.isEmpty() ? job : job.withWishes(job.wishes().avoiding(avoided));
        long saved = terms.resumable() ? savedMillis(job, known, times) : 0;
        if (saved == 0) {
            return next;
        }
        Times whole = job.times();
        long left = Math.max(Math.min(LEAST_MILLIS, whole.expectedMillis()), whole.expectedMillis() - saved);
        // A run without a limit of its own may last as long as it is expected to.
        long most = whole.killMillis() == whole.expectedMillis() ? left : whole.killMillis();
        return next.withTimes(
                new Times(whole.submittedMillis(), left, most, whole.notBeforeMillis(), whole.deadlineMillis()));
    }

    /** Returns the run time that the attempts saved, at throughput 1 with all workers. */
    private static long savedMillis(JobRequest job, JobRecord known, AttemptTimes times) {
        long saved = 0;
        for (Intent attempt : known.attempts()) {
            Optional<Interval> ran = times.of(attempt.attempt());
            if (attempt.state() == IntentState.CLOSED && ran.isPresent()) {
                saved = Math.addExact(saved, savedMillis(job, known, attempt, ran.get()));
            }
        }
        return saved;
    }

    private static long savedMillis(JobRequest job, JobRecord known, Intent attempt, Interval ran) {
        long devices = Math.multiplyExact(
                (long) attempt.devicesPerWorker(), attempt.workers().size());
        long length = ran.endMillis() - ran.startMillis();
        // Of an attempt that left no word of what it lost everything counts as lost.
        long lost = known.stop(attempt)
                .flatMap(StopRecord::end)
                .map(end -> Math.ceilDiv(end.lostDeviceMillis(), devices))
                .orElse(length);
        long here = Math.max(0, length - lost)
                * attempt.workers().size()
                / job.gang().workers();
        return job.variants().stream()
                .filter(variant -> variant.type().id().equals(attempt.acceleratorModelId()))
                .mapToLong(variant -> variant.atThroughputOneMillis(here))
                .findFirst()
                .orElse(0);
    }
}
