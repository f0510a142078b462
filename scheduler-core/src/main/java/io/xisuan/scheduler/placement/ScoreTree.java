package io.xisuan.scheduler.placement;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;

/**
 * A tournament over the scores of neighbouring nodes: the best is at the root, a new score costs one path, and the next best that
 * somebody accepts is found without looking at those that are worse. Equal scores: the first node.
 */
final class ScoreTree {
    /** The score of a node that does not take part. */
    static final long NONE = -Long.MAX_VALUE;

    private final int first;
    private final int leaves;
    /** Scores of the nodes by their place in the range. */
    private final long[] scores;
    /** For each inner node of the tree the place of its winner; the leaves follow the inner nodes. */
    private final int[] winners;

    ScoreTree(int first, int end) {
        this.first = first;
        this.leaves = Math.max(2, Integer.highestOneBit(Math.max(1, end - first - 1)) * 2);
        this.scores = new long[leaves];
        this.winners = new int[leaves];
        Arrays.fill(scores, NONE);
        for (int inner = leaves - 1; inner > 0; inner--) {
            winners[inner] = winner(2 * inner);
        }
    }

    void set(int node, long score) {
        int place = node - first;
        if (scores[place] == score) {
            return;
        }
        scores[place] = score;
        for (int inner = (place + leaves) / 2; inner > 0; inner /= 2) {
            int left = winner(2 * inner);
            int right = winner(2 * inner + 1);
            winners[inner] = scores[right] > scores[left] ? right : left;
        }
    }

    private int winner(int at) {
        return at >= leaves ? at - leaves : winners[at];
    }

    /** Returns the best node, or -1 when none takes part. */
    int best() {
        return scores[winners[1]] == NONE ? -1 : first + winners[1];
    }

    /** Returns the best node that is accepted, or -1; those that are asked for are asked for in the order of their scores. */
    int best(IntPredicate accepted) {
        PriorityQueue<Integer> subtrees = new PriorityQueue<>(
                Comparator.comparingLong((Integer at) -> -scores[winner(at)]).thenComparingInt(this::winner));
        subtrees.add(1);
        while (!subtrees.isEmpty()) {
            int at = subtrees.remove();
            int place = winner(at);
            if (scores[place] == NONE) {
                return -1;
            }
            if (accepted.test(first + place)) {
                return first + place;
            }
            // What else is below: the losers on the winner's way up.
            for (int below = place + leaves; below > at; below /= 2) {
                subtrees.add(below ^ 1);
            }
        }
        return -1;
    }
}
