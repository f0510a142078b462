package io.xisuan.operator.metering.simulated;

/** A way in which an exporter is known to fail or to lie; several may hold at once. */
public enum ExporterFault {
    /** The exporter lost the kubelet's socket: samples without pods, status 200. */
    LABELS_LOST,
    /** A pod that ended is still named on the device that it gave back, until another has it. */
    FINISHED_POD_NAMED,
    /** The owner before this one is named beside it. */
    STALE_SECOND_OWNER,
    /** Status 200 and nothing else, as while it reloads. */
    EMPTY_BODY,
    /** It refuses connections. */
    DOWN,
    /** It takes the request and never answers. */
    HANGING,
    /** It answers with status 500. */
    STATUS_500,
    /** It answers with what it collected when the fault began, for ever. */
    FROZEN,
    /** One series stands twice in the text, with two values. */
    DUPLICATE_SERIES,
    /** It was updated and writes its host under another label. */
    RENAMED_LABEL,
    /** A Prometheus stands between: the pod is the exporter's own, the owner is in {@code exported_pod}. */
    FEDERATED,
    /** One value is the text of an error. */
    BAD_VALUE,
    /** Its node's clock is five minutes ahead. */
    CLOCK_AHEAD
}
