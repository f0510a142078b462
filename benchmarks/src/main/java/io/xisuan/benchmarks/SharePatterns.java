package io.xisuan.benchmarks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Shares in an order in which those that fill a device come one after the other: each time the fullest device that can be made of what is
 * left, of equally full ones one with a large share in it.
 */
final class SharePatterns {
    private static final int WHOLE_MILLI = 1000;

    private final SortedMap<Integer, Deque<OpenbPod>> left = new TreeMap<>();

    private SharePatterns(Collection<OpenbPod> shares) {
        for (OpenbPod pod : shares) {
            left.computeIfAbsent(pod.need().milliEach(), milli -> new ArrayDeque<>())
                    .add(pod);
        }
    }

    static List<OpenbPod> of(Collection<OpenbPod> shares) {
        SharePatterns patterns = new SharePatterns(shares);
        List<OpenbPod> ordered = new ArrayList<>();
        while (!patterns.left.isEmpty()) {
            patterns.fullest().forEach(milli -> ordered.add(patterns.take(milli)));
        }
        return ordered;
    }

    private OpenbPod take(int milli) {
        Deque<OpenbPod> pods = left.getOrDefault(milli, new ArrayDeque<>());
        OpenbPod pod = pods.removeFirst();
        if (pods.isEmpty()) {
            left.remove(milli);
        }
        return pod;
    }

    /** Returns shares whose sum is the most that is reachable: a knapsack with so many pods of each share. */
    private List<Integer> fullest() {
        int[][] used = new int[WHOLE_MILLI + 1][];
        used[0] = new int[WHOLE_MILLI];
        int most = 0;
        for (int milli : left.keySet()) {
            for (int sum = milli; sum <= WHOLE_MILLI; sum++) {
                int[] before = used[sum - milli];
                if (used[sum] == null
                        && before != null
                        && before[milli]
                                < left.getOrDefault(milli, new ArrayDeque<>()).size()) {
                    used[sum] = before.clone();
                    used[sum][milli]++;
                    most = Math.max(most, sum);
                }
            }
        }
        List<Integer> shares = new ArrayList<>();
        for (int milli = WHOLE_MILLI - 1; milli > 0; milli--) {
            for (int i = 0; i < used[most][milli]; i++) {
                shares.add(milli);
            }
        }
        return shares;
    }
}
