package io.xisuan.benchmarks;

import io.xisuan.scheduler.placement.policy.NodeScorer;
import io.xisuan.scheduler.placement.policy.PolicyBlend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The machines of the openb trace under one policy. Scores are kept by shape of pod and renewed only for nodes that changed; of equal
 * scores the node that comes first in a permutation drawn from the seed wins, as in the published experiment.
 */
final class OpenbCluster {
    private static final long UNFIT = Long.MIN_VALUE;

    private final List<OpenbNode> ranked;
    private final NodeScorer scorer;
    private final boolean draws;
    private final long seed;
    private final int[] version;
    private final int[][] scoredVersion;
    private final long[][] scores;
    private long draw;
    private long placedMilli;

    OpenbCluster(OpenbTrace trace, PolicyBlend policy, int seed) {
        List<OpenbNode> nodes = new ArrayList<>();
        for (OpenbTrace.Machine machine : trace.machines()) {
            nodes.add(new OpenbNode(machine, nodes.size()));
        }
        Collections.shuffle(nodes, new Random(seed));
        this.ranked = List.copyOf(nodes);
        this.scorer = policy.scorer(trace.outline());
        this.draws = policy.draws();
        this.seed = seed;
        this.version = new int[nodes.size()];
        this.scoredVersion = new int[trace.shapes()][nodes.size()];
        this.scores = new long[trace.shapes()][nodes.size()];
        for (int[] none : scoredVersion) {
            Arrays.fill(none, -1);
        }
    }

    /** Places the pod; returns the rank of its node, or -1 when it fits on none. */
    int place(OpenbPod pod) {
        draw++;
        int best = -1;
        long bestScore = UNFIT;
        for (int rank = 0; rank < version.length; rank++) {
            long score = score(pod, rank);
            if (score > bestScore && ranked.get(rank).hasMemory(pod)) {
                best = rank;
                bestScore = score;
            }
        }
        if (best >= 0) {
            OpenbNode node = ranked.get(best);
            node.take(pod, scorer.device(node, pod.need(), drawn()));
            version[best]++;
            placedMilli += pod.need().milli();
        }
        return best;
    }

    private long score(OpenbPod pod, int rank) {
        if (draws || scoredVersion[pod.shape()][rank] != version[rank]) {
            OpenbNode node = ranked.get(rank);
            scores[pod.shape()][rank] = node.fitsButForMemory(pod) ? scorer.score(node, pod.need(), drawn()) : UNFIT;
            scoredVersion[pod.shape()][rank] = version[rank];
        }
        return scores[pod.shape()][rank];
    }

    private long drawn() {
        return seed * 1_000_003L + draw;
    }

    /** Returns the nodes by rank. */
    List<OpenbNode> ranked() {
        return ranked;
    }

    long placedMilli() {
        return placedMilli;
    }
}
