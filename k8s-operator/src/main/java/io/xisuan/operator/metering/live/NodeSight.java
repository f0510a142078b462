package io.xisuan.operator.metering.live;

/** What can be said of the node of a pod. */
enum NodeSight {
    /** It answers, or nothing speaks against it. */
    PRESENT,
    /** Its lease is stale: what it holds is not known to be released. */
    SILENT,
    /** Its object is gone: so are its devices. */
    ABSENT
}
