package io.xisuan.scheduler.placement.policy;

import java.util.List;

/** The average of several scores by weight; the device is the choice of the heaviest. */
final class BlendScorer implements NodeScorer {
    private final List<NodeScorer> scorers;
    private final int[] weights;
    private final long sum;
    private final NodeScorer heaviest;

    BlendScorer(List<NodeScorer> scorers, int[] weights) {
        this.scorers = List.copyOf(scorers);
        this.weights = weights.clone();
        long all = 0;
        int most = 0;
        for (int i = 0; i < weights.length; i++) {
            all += weights[i];
            most = weights[i] > weights[most] ? i : most;
        }
        this.sum = all;
        this.heaviest = scorers.get(most);
    }

    @Override
    public long score(NodeView node, WorkerNeed need, long draw) {
        long score = 0;
        for (int i = 0; i < weights.length; i++) {
            score += weights[i] * scorers.get(i).score(node, need, draw);
        }
        return Math.floorDiv(score, sum);
    }

    @Override
    public int device(NodeView node, WorkerNeed need, long draw) {
        return heaviest.device(node, need, draw);
    }
}
