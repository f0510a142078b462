package io.xisuan.benchmarks;

import io.xisuan.scheduler.placement.policy.PolicyBlend;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What share of the devices was allocated when so many percent of them had been asked for: the mean over all pods whose arrival rounds to
 * that percent, each rounded to hundredths of a percent, as published.
 *
 * @param sums sums of hundredths of a percent by percent arrived
 * @param counts pods by percent arrived
 */
record OpenbReplay(SortedMap<Integer, Long> sums, SortedMap<Integer, Integer> counts) {
    private static final int HUNDREDTHS = 10_000;

    /** Places the pods of a seed one by one; one that fits nowhere fails and has arrived all the same. */
    static OpenbReplay of(OpenbTrace trace, PolicyBlend policy, int seed) {
        OpenbCluster cluster = new OpenbCluster(trace, policy, seed);
        SortedMap<Integer, Long> sums = new TreeMap<>();
        SortedMap<Integer, Integer> counts = new TreeMap<>();
        long capacity = trace.capacityMilli();
        long arrived = 0;
        for (OpenbPod pod : trace.arrivals(seed)) {
            arrived += pod.need().milli();
            cluster.place(pod);
            int percent = rounded(arrived * 100, capacity);
            sums.merge(percent, (long) rounded(cluster.placedMilli() * HUNDREDTHS, capacity), Long::sum);
            counts.merge(percent, 1, Integer::sum);
        }
        return new OpenbReplay(sums, counts);
    }

    private static int rounded(long numerator, long denominator) {
        return Math.toIntExact(Math.floorDiv(2 * numerator + denominator, 2 * denominator));
    }

    /** Returns the percent of devices that were allocated when so many percent had arrived. */
    BigDecimal allocatedPercent(int arrivedPercent) {
        Integer count = counts.get(arrivedPercent);
        if (count == null) {
            throw new NotMeasured("the arrivals end at %d %% of the devices, before %d %%"
                    .formatted(counts.lastKey(), arrivedPercent));
        }
        BigDecimal sum = BigDecimal.valueOf(sums.getOrDefault(arrivedPercent, 0L), 2);
        return sum.divide(BigDecimal.valueOf(count), 6, RoundingMode.HALF_EVEN);
    }
}
