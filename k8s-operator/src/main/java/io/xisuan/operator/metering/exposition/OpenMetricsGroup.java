package io.xisuan.operator.metering.exposition;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The samples of one metric (one set of labels) of a family, point after point. */
final class OpenMetricsGroup {
    final String key;
    private final MetricType type;
    private final Set<String> inPoint = new HashSet<>();
    private Optional<BigDecimal> timestamp = Optional.empty();
    private Optional<Double> bound = Optional.empty();
    private Optional<Double> population = Optional.empty();
    private Optional<Double> all = Optional.empty();
    private Optional<Double> count = Optional.empty();
    private Optional<Double> sum = Optional.empty();
    private boolean negativeBound;
    private boolean started;

    OpenMetricsGroup(String key, MetricType type) {
        this.key = key;
        this.type = type;
    }

    /** Takes a sample and moves to the next point where one begins. */
    void add(OpenMetricsPoint sample, String suffix, String special) {
        if (started) {
            advance(sample, suffix + "|" + special);
        }
        started = true;
        timestamp = sample.timestamp();
        inPoint.add(suffix + "|" + special);
        switch (suffix) {
            case "_bucket" -> bucket(special, sample.value());
            case "_count", "_gcount" -> count = Optional.of(sample.value());
            case "_sum", "_gsum" -> sum = Optional.of(sample.value());
            default -> {}
        }
    }

    private void advance(OpenMetricsPoint sample, String identity) {
        if (sample.timestamp().isPresent() != timestamp.isPresent()) {
            throw new LineFault("some samples of a metric have a timestamp and some have none");
        }
        int order = timestamp.isPresent() ? sample.timestamp().orElseThrow().compareTo(timestamp.get()) : 0;
        if (order < 0) {
            throw new LineFault("the timestamps of a metric go back");
        }
        boolean repeated = inPoint.contains(identity);
        if (repeated && timestamp.isEmpty()) {
            throw new LineFault("the same sample twice");
        }
        if (order > 0 || repeated) {
            closePoint();
        }
    }

    private void bucket(String le, double value) {
        double upper = numberOf(le, "le");
        if (Double.isNaN(upper) || (Double.isInfinite(upper) && !le.equals("+Inf"))) {
            throw new LineFault("le is a number or +Inf, not " + le);
        }
        if (bound.isPresent() && upper <= bound.get()) {
            throw new LineFault("the buckets of a histogram go up");
        }
        if (population.isPresent() && value < population.get()) {
            throw new LineFault("the counts of a histogram's buckets go up");
        }
        negativeBound |= upper < 0;
        bound = Optional.of(upper);
        population = Optional.of(value);
        if (Double.isInfinite(upper)) {
            all = Optional.of(value);
        }
    }

    static double numberOf(String text, String label) {
        NumberReader number = new NumberReader();
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        if (!number.read(bytes, 0, bytes.length)) {
            throw new LineFault("expected a number as value of label " + label);
        }
        return number.value();
    }

    /** Checks the point as a whole and begins the next. */
    void closePoint() {
        switch (type) {
            case HISTOGRAM, GAUGE_HISTOGRAM -> closeHistogram();
            case COUNTER -> require(inPoint.contains("_total|"), "a counter has a sample with the suffix _total");
            case GAUGE, SUMMARY, INFO, STATE_SET, UNKNOWN -> {}
        }
        inPoint.clear();
        bound = Optional.empty();
        population = Optional.empty();
        all = Optional.empty();
        count = Optional.empty();
        sum = Optional.empty();
        negativeBound = false;
    }

    private void closeHistogram() {
        require(all.isPresent(), "a histogram has a bucket +Inf");
        require(count.isPresent() == sum.isPresent(), "a histogram has both a sum and a count, or neither");
        require(count.isEmpty() || count.equals(all), "the count of a histogram is that of its bucket +Inf");
        boolean plain = type == MetricType.HISTOGRAM;
        require(!plain || !negativeBound || sum.isEmpty(), "a histogram with negative buckets has no sum");
        boolean negativeSum = sum.isPresent() && sum.get() < 0;
        require(plain || !negativeSum || negativeBound, "a negative sum needs negative buckets");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new LineFault(rule);
        }
    }
}
