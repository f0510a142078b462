package io.xisuan.operator.observe;

/** The phase of a pod as the API server states it. */
public enum PodPhase {
    /** Accepted; not every container has started yet, or it waits for a node. */
    PENDING,
    /** Bound to a node, and at least one container runs or is being started anew. */
    RUNNING,
    /** All containers ended with exit code 0. Terminal. */
    SUCCEEDED,
    /** All containers ended and one of them in failure, or the kubelet refused or evicted the pod. Terminal. */
    FAILED,
    /** The node does not answer. */
    UNKNOWN;

    /** Says whether the pod has ended and holds nothing any more. */
    public boolean terminal() {
        return this == SUCCEEDED || this == FAILED;
    }
}
