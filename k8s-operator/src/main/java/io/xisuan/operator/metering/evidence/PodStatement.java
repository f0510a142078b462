package io.xisuan.operator.metering.evidence;

/**
 * What kube-state-metrics or a kubelet says of a pod. It is said of every pod object, also one that waits or has ended, and of
 * no device.
 *
 * @param subject the resource or the phase, or empty
 * @param value pieces, 0 or 1, or UTC milliseconds
 */
public record PodStatement(Kind kind, PodOwner owner, String node, String subject, long value) {
    /** What is said. */
    public enum Kind {
        REQUEST,
        INIT_REQUEST,
        PHASE,
        RUNNING,
        STARTED,
        POD_STARTED,
        POD_COMPLETED,
        POD_DELETED
    }
}
