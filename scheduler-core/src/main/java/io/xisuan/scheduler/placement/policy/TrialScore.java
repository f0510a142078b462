package io.xisuan.scheduler.placement.policy;

import java.util.function.LongBinaryOperator;
import java.util.function.ToLongFunction;

/** Scores a node by what a measure of it is before and after a worker is put there, on each device that has room for a share. */
final class TrialScore {
    private final ToLongFunction<DeviceState> measure;
    private final LongBinaryOperator scoreOfBeforeAndAfter;
    private final DeviceState state = new DeviceState();

    /** A device and what it scores. */
    record Choice(int device, long score) {}

    TrialScore(ToLongFunction<DeviceState> measure, LongBinaryOperator scoreOfBeforeAndAfter) {
        this.measure = measure;
        this.scoreOfBeforeAndAfter = scoreOfBeforeAndAfter;
    }

    /** Returns the best device; of equals the tightest opened one, before a new one. */
    Choice best(NodeView node, WorkerNeed need) {
        state.copy(node);
        long before = measure.applyAsLong(state);
        state.takeAllButShare(need);
        if (!need.isShare()) {
            return new Choice(
                    NodeScorer.NEW_DEVICE, scoreOfBeforeAndAfter.applyAsLong(before, measure.applyAsLong(state)));
        }
        return bestOfShare(before, need.milliEach());
    }

    private Choice bestOfShare(long before, int milli) {
        int best = NodeScorer.NEW_DEVICE;
        long bestScore = Long.MIN_VALUE;
        for (int device = 0; device < state.opened(); device++) {
            if (state.open(device) >= milli) {
                long score = onTrial(before, device, milli);
                if (score > bestScore || (score == bestScore && state.open(device) < state.open(best))) {
                    best = device;
                    bestScore = score;
                }
            }
        }
        if (state.whole() > 0) {
            long score = onTrial(before, NodeScorer.NEW_DEVICE, milli);
            if (score > bestScore) {
                return new Choice(NodeScorer.NEW_DEVICE, score);
            }
        }
        return new Choice(best, bestScore);
    }

    private long onTrial(long before, int device, int milli) {
        state.take(device, milli);
        long score = scoreOfBeforeAndAfter.applyAsLong(before, measure.applyAsLong(state));
        state.giveBack(device, milli);
        return score;
    }
}
