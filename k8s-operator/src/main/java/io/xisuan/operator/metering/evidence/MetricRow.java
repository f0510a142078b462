package io.xisuan.operator.metering.evidence;

/**
 * What one metric family means.
 *
 * @param rank of several families with the same meaning the lowest that has a value counts
 * @param prefix what goes before a fault code, so that codes of all vendors stay apart
 * @param label the label that carries the code or the subject, or empty: then it is the value
 * @param quiet the value that means "no fault"
 */
record MetricRow(String family, Meaning meaning, int rank, Scope scope, String prefix, String label, long quiet) {
    /** What a family is about. */
    sealed interface Meaning {
        /** A value of the device. */
        record Value(CanonicalMetric metric, MetricUnit unit) implements Meaning {}

        /** What a scheduler gave to the pod of the line. */
        record Held(MetricUnit unit, boolean memory) implements Meaning {}

        /** A statement about a pod. */
        record Statement(PodStatement.Kind kind, MetricUnit unit) implements Meaning {}

        /** A fault code. */
        record Fault() implements Meaning {}

        /** The line's pod owns the line's device when the value is 1. */
        record Owns() implements Meaning {}

        /** The label that tells one boot of the node from the next. */
        record Boot() implements Meaning {}

        /** Whether the exporter could read what it speaks of. */
        record SourceUp() implements Meaning {}
    }

    /** Whose value it is. */
    enum Scope {
        /** The device or slice of the line. */
        LINE,
        /** The whole device, although each slice repeats it. */
        BOARD,
        /** The pod of the line. */
        HOLDER
    }
}
