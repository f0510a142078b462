package io.xisuan.benchmarks.cluster;

import java.util.List;

/** Percentiles of measured times by nearest rank: always a value that was measured. */
final class Percentile {
    private Percentile() {}

    /**
     * Returns the smallest value that so many percent of all values do not pass.
     *
     * @param percent 1 to 100; of fewer than a hundred values the 99th is the largest
     * @throws IllegalArgumentException without values, or for another percentage
     */
    static double of(List<Double> values, int percent) {
        if (values.isEmpty() || percent < 1 || percent > 100) {
            throw new IllegalArgumentException("the %dth percentile of %d values".formatted(percent, values.size()));
        }
        List<Double> sorted = values.stream().sorted().toList();
        int rank = Math.ceilDiv(sorted.size() * percent, 100);
        return sorted.get(Math.max(rank, 1) - 1);
    }

    /** Returns the middle value, of an even number the mean of the two in the middle. */
    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("the median of nothing");
        }
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Returns the mean. */
    static double mean(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("the mean of nothing");
        }
        return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
    }
}
