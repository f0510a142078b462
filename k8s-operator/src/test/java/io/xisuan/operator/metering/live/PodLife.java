package io.xisuan.operator.metering.live;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.NodeName;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.observe.PodEnd;
import io.xisuan.operator.observe.PodMarks;
import io.xisuan.operator.observe.PodName;
import io.xisuan.operator.observe.PodPhase;
import io.xisuan.operator.observe.PodTimes;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The whole life of one pod as it truly was, to the millisecond; what an API server would state of it at an instant follows.
 *
 * @param nodeAheadMillis how far the node's clock, which times start and end, is ahead
 */
record PodLife(
        AttemptKey attempt,
        int rank,
        NodeName node,
        long boundMillis,
        long startedMillis,
        long finishedMillis,
        boolean failed,
        long nodeAheadMillis) {
    private static final long CREATED_BEFORE_MILLIS = 700;

    String uid() {
        return "uid-%s-%d-%d".formatted(attempt.job().name(), attempt.attempt(), rank);
    }

    boolean exists(long atMillis) {
        return atMillis >= boundMillis - CREATED_BEFORE_MILLIS;
    }

    ObservedPod at(long nowMillis) {
        boolean ended = nowMillis >= finishedMillis;
        PodPhase end = failed ? PodPhase.FAILED : PodPhase.SUCCEEDED;
        PodPhase running = nowMillis >= startedMillis ? PodPhase.RUNNING : PodPhase.PENDING;
        return new ObservedPod(
                new PodName("team", uid().substring(4), uid()),
                new PodMarks(
                        attempt.job().uid(), attempt.job().name(), attempt.attempt(), rank, 1, Optional.of("zhongwei")),
                nowMillis >= boundMillis ? Optional.of(node) : Optional.empty(),
                ended ? end : running,
                new PodTimes(
                        second(boundMillis - CREATED_BEFORE_MILLIS),
                        stated(boundMillis, 0, nowMillis),
                        stated(startedMillis, nodeAheadMillis, nowMillis),
                        stated(finishedMillis, nodeAheadMillis, nowMillis),
                        OptionalLong.empty()),
                ended ? new PodEnd(OptionalInt.of(failed ? 1 : 0), failed ? "Error" : "Completed", "") : PodEnd.NONE,
                true,
                Optional.empty(),
                false);
    }

    private static OptionalLong stated(long atMillis, long aheadMillis, long nowMillis) {
        return nowMillis >= atMillis ? OptionalLong.of(second(atMillis + aheadMillis)) : OptionalLong.empty();
    }

    static long second(long millis) {
        return Math.floorDiv(millis, 1000L) * 1000L;
    }
}
