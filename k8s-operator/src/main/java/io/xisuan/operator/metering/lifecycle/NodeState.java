package io.xisuan.operator.metering.lifecycle;

/** Whether a node's devices could be used, and why not: the reason of unavailable time. */
public enum NodeState {
    /** Its devices could be used. */
    READY,
    /** The node was not ready, or silent. */
    NOT_READY,
    /** The site's operations took it out of use (cordon, maintenance). */
    CORDONED,
    /** Nobody looked: the operator was away, or could not reach the cluster. */
    NOT_OBSERVED
}
