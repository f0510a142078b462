package io.xisuan.operator.metering.live;

import io.xisuan.model.NodeName;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.observe.PodEnd;
import io.xisuan.operator.observe.PodMarks;
import io.xisuan.operator.observe.PodName;
import io.xisuan.operator.observe.PodPhase;
import io.xisuan.operator.observe.PodTimes;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A pod of attempt 1 of job-uid-1 as an API server would state it, written down clock by clock; empty text is not stated. */
record PodSketch(int rank, String node, PodPhase phase, Clocks clocks, String reason) {
    /** Times of 5 October 2026 in Shanghai. */
    record Clocks(String bound, String started, String finished, String deleted) {}

    static PodSketch of(int rank, PodPhase phase, String bound, String started, String finished) {
        return new PodSketch(rank, "node-" + rank, phase, new Clocks(bound, started, finished, ""), "");
    }

    static PodSketch running(int rank) {
        return of(rank, PodPhase.RUNNING, "10:00:00", "10:01:00", "");
    }

    static PodSketch unbound(int rank) {
        return new PodSketch(rank, "", PodPhase.PENDING, new Clocks("", "", "", ""), "");
    }

    PodSketch as(PodPhase next) {
        return new PodSketch(rank, node, next, clocks, reason);
    }

    PodSketch finished(String clock) {
        return new PodSketch(
                rank, node, phase, new Clocks(clocks.bound(), clocks.started(), clock, clocks.deleted()), reason);
    }

    PodSketch deleted(String clock) {
        return new PodSketch(
                rank, node, phase, new Clocks(clocks.bound(), clocks.started(), clocks.finished(), clock), reason);
    }

    PodSketch because(String stated) {
        return new PodSketch(rank, node, phase, clocks, stated);
    }

    String uid() {
        return "pod-uid-" + rank;
    }

    ObservedPod pod() {
        return new ObservedPod(
                new PodName("team", "train-1-" + rank, uid()),
                new PodMarks("job-uid-1", "train", 1, rank, 1, Optional.of("zhongwei")),
                node.isEmpty() ? Optional.empty() : Optional.of(new NodeName(node)),
                phase,
                new PodTimes(
                        at("09:59:00"),
                        time(clocks.bound()),
                        time(clocks.started()),
                        time(clocks.finished()),
                        time(clocks.deleted())),
                new PodEnd(OptionalInt.empty(), reason, ""),
                true,
                Optional.empty(),
                false);
    }

    private static OptionalLong time(String clock) {
        return clock.isEmpty() ? OptionalLong.empty() : OptionalLong.of(at(clock));
    }

    static long at(String clock) {
        return Instant.parse("2026-10-05T" + clock + "+08:00").toEpochMilli();
    }
}
