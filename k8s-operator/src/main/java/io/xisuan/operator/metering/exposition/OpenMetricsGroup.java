package io.xisuan.operator.metering.exposition;

/** The samples of one metric (one set of labels) of a family, point after point; used again for the next. */
final class OpenMetricsGroup {
    private final LabelBlocks blocks;
    private final SeriesTable inPoint;
    private final NumberReader number;
    private final NumberReader bound;
    private MetricType type = MetricType.UNKNOWN;
    private boolean open;
    private boolean started;
    private int block;
    private int special;
    private long hash;
    private int point;
    private boolean timed;
    private long seconds;
    private int nanos;
    private boolean anyBound;
    private double lastBound;
    private double population;
    private boolean anyAll;
    private double all;
    private boolean anyCount;
    private double count;
    private boolean anySum;
    private boolean negativeSum;
    private boolean anyTotal;
    private boolean negativeBound;

    OpenMetricsGroup(LabelBlocks blocks, ProbeBudget budget, NumberReader number, NumberReader bound) {
        this.blocks = blocks;
        this.inPoint = new SeriesTable(blocks, budget);
        this.number = number;
        this.bound = bound;
    }

    /** Prepares for a text. */
    void start(int textBytes) {
        inPoint.start(textBytes);
        point = 0;
        leave();
    }

    /** Forgets the metric; whoever leaves a whole one closes its point first. */
    void leave() {
        open = false;
        started = false;
        newPoint();
    }

    boolean isOpen() {
        return open;
    }

    boolean is(OpenMetricsPoint sample, long labelHash) {
        return open && hash == labelHash && blocks.sameLabels(block, special, sample.block, sample.special);
    }

    void become(OpenMetricsPoint sample, long labelHash, MetricType metricType) {
        leave();
        open = true;
        block = sample.block;
        special = sample.special;
        hash = labelHash;
        type = metricType;
    }

    /** Takes a sample and moves to the next point where one begins. */
    void add(OpenMetricsPoint sample) {
        boolean later = started && later(sample);
        if (later) {
            closePoint();
        }
        if (!mark(sample)) {
            if (!sample.timed) {
                throw new LineFault("the same sample twice");
            }
            closePoint();
            mark(sample);
        }
        started = true;
        timed = sample.timed;
        seconds = sample.seconds;
        nanos = sample.nanos;
        switch (sample.suffix) {
            case BUCKET -> bucket(sample);
            case COUNT, GCOUNT -> {
                anyCount = true;
                count = number.value();
            }
            case SUM, GSUM -> {
                anySum = true;
                negativeSum = number.belowZero();
            }
            case TOTAL -> anyTotal = true;
            case NONE, CREATED, INFO -> {}
        }
    }

    private boolean mark(OpenMetricsPoint sample) {
        long labels = blocks.hash(sample.block);
        return inPoint.add(sample.name, sample.block, LabelBlocks.NONE, point, labels, sample.line, sample.valueFrom)
                == SeriesTable.NONE;
    }

    private boolean later(OpenMetricsPoint sample) {
        if (sample.timed != timed) {
            throw new LineFault("some samples of a metric have a timestamp and some have none");
        }
        int order = Long.compare(sample.seconds, seconds);
        order = order == 0 ? Integer.compare(sample.nanos, nanos) : order;
        if (order < 0) {
            throw new LineFault("the timestamps of a metric go back");
        }
        return order > 0;
    }

    private void bucket(OpenMetricsPoint sample) {
        double upper = bound.value();
        boolean infinite = Double.isInfinite(upper);
        if (bound.isNaN() || (infinite && !blocks.valueIs(sample.block, sample.special, "+Inf"))) {
            throw new LineFault("le is a number or +Inf");
        }
        double value = number.value();
        if (anyBound && upper <= lastBound) {
            throw new LineFault("the buckets of a histogram go up");
        }
        if (anyBound && value < population) {
            throw new LineFault("the counts of a histogram's buckets go up");
        }
        negativeBound |= upper < 0;
        anyBound = true;
        lastBound = upper;
        population = value;
        if (infinite) {
            anyAll = true;
            all = value;
        }
    }

    /** Checks the point as a whole and begins the next. */
    void closePoint() {
        try {
            switch (type) {
                case HISTOGRAM, GAUGE_HISTOGRAM -> closeHistogram();
                case COUNTER -> require(anyTotal, "a counter has a sample with the suffix _total");
                case GAUGE, SUMMARY, INFO, STATE_SET, UNKNOWN -> {}
            }
        } finally {
            newPoint();
        }
    }

    private void newPoint() {
        point++;
        anyBound = false;
        anyAll = false;
        anyCount = false;
        anySum = false;
        anyTotal = false;
        negativeSum = false;
        negativeBound = false;
    }

    private void closeHistogram() {
        require(anyAll, "a histogram has a bucket +Inf");
        require(anyCount == anySum, "a histogram has both a sum and a count, or neither");
        require(!anyCount || count == all, "the count of a histogram is that of its bucket +Inf");
        boolean plain = type == MetricType.HISTOGRAM;
        require(!plain || !negativeBound || !anySum, "a histogram with negative buckets has no sum");
        require(plain || !negativeSum || negativeBound, "a negative sum needs negative buckets");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new LineFault(rule);
        }
    }
}
