package io.xisuan.benchmarks.cluster;

import io.xisuan.benchmarks.Parameters;

/** One measurement of the run {@code cluster}, on a control plane of its own. */
interface Part {
    /** Returns its name in {@code --parts}. */
    String name();

    /** Refuses options that cannot be measured, before minutes are spent on other parts. */
    default void check(Parameters parameters) {}

    /**
     * Measures, and takes down what it started.
     *
     * @throws io.xisuan.benchmarks.NotMeasured when something did not come in time or is missing
     */
    void measure(Bench bench);
}
