package io.xisuan.operator.metering.exposition;

/** Which values and exemplars the samples of each type may have. */
final class OpenMetricsValues {
    private OpenMetricsValues() {}

    /**
     * Checks one sample.
     *
     * @param number its value
     * @param bound the value of its label {@code quantile}, where it has one
     */
    static void check(MetricType type, OpenMetricsPoint sample, NumberReader number, NumberReader bound) {
        Suffix suffix = sample.suffix;
        boolean free = suffix == Suffix.CREATED;
        boolean counts = !number.belowZero() && !number.isNaN();
        switch (type) {
            case COUNTER -> require(free || counts, "a counter is never negative or NaN");
            case HISTOGRAM -> require(free || counts, "a histogram's values are never negative or NaN");
            case GAUGE_HISTOGRAM ->
                require(
                        suffix == Suffix.GSUM ? !number.isNaN() : counts,
                        "a gauge histogram's counts are never negative or NaN");
            case SUMMARY -> summary(suffix, number, bound);
            case INFO -> require(Double.compare(number.value(), 1) == 0, "the value of an info metric is 1");
            case STATE_SET -> {
                double value = number.value();
                require(value == 0 || value == 1, "the value of a state is 0 or 1");
            }
            case GAUGE, UNKNOWN -> {}
        }
        boolean allowed = (type == MetricType.COUNTER && suffix == Suffix.TOTAL) || suffix == Suffix.BUCKET;
        require(!sample.exemplar || allowed, "exemplars belong to counters and buckets only");
    }

    private static void summary(Suffix suffix, NumberReader number, NumberReader bound) {
        if (suffix == Suffix.NONE) {
            double at = bound.value();
            require(at >= 0 && at <= 1, "a quantile lies between 0 and 1");
            require(!number.belowZero(), "the values of a summary are never negative");
        } else {
            require(
                    suffix == Suffix.CREATED || (!number.belowZero() && !number.isNaN()),
                    "a summary's sum and count are never negative or NaN");
        }
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new LineFault(rule);
        }
    }
}
