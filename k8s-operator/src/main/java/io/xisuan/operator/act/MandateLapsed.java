package io.xisuan.operator.act;

import io.xisuan.model.ClusterId;

/**
 * Ends an act of several deletes in the middle, because it is no longer certain that nobody else leads: the fence refuses what a former
 * leader creates, and nothing but this refuses what it deletes.
 */
final class MandateLapsed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MandateLapsed() {
        super("the mandate is not held", null, false, false);
    }

    /** Returns what an act is answered that was not begun or not finished for it. */
    static ActAnswer answer(ClusterId cluster) {
        return new ActAnswer.Unreachable(
                "Cluster %s: the leader's Lease is not renewed, so another may lead".formatted(cluster.value()));
    }
}
