package io.xisuan.operator.metering.exposition;

/** Which values and exemplars the samples of each type may have. */
final class OpenMetricsValues {
    private OpenMetricsValues() {}

    static void check(MetricType type, String suffix, String special, OpenMetricsPoint sample) {
        double value = sample.value();
        switch (type) {
            case COUNTER -> require(suffix.equals("_created") || value >= 0, "a counter is never negative or NaN");
            case HISTOGRAM ->
                require(suffix.equals("_created") || value >= 0, "a histogram's values are never negative or NaN");
            case GAUGE_HISTOGRAM ->
                require(
                        suffix.equals("_gsum") ? !Double.isNaN(value) : value >= 0,
                        "a gauge histogram's counts are never negative or NaN");
            case SUMMARY -> summary(suffix, special, value);
            case INFO -> require(Double.compare(value, 1) == 0, "the value of an info metric is 1");
            case STATE_SET -> require(value == 0 || value == 1, "the value of a state is 0 or 1");
            case GAUGE, UNKNOWN -> {}
        }
        boolean allowed = (type == MetricType.COUNTER && suffix.equals("_total")) || suffix.equals("_bucket");
        require(!sample.exemplar() || allowed, "exemplars belong to counters and buckets only");
    }

    private static void summary(String suffix, String quantile, double value) {
        if (suffix.isEmpty()) {
            double at = OpenMetricsGroup.numberOf(quantile, "quantile");
            require(at >= 0 && at <= 1, "a quantile lies between 0 and 1");
            require(!(value < 0), "the values of a summary are never negative");
        } else {
            require(suffix.equals("_created") || value >= 0, "a summary's sum and count are never negative or NaN");
        }
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new LineFault(rule);
        }
    }
}
