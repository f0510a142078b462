package io.xisuan.operator.act;

import java.util.OptionalLong;

/**
 * What a worker may do beyond the restricted profile, and as whom it runs.
 *
 * @param ipcLock whether it may lock memory, which RDMA needs; only where the site allows it
 * @param runAsUser the user id, more than 0; without one the image's own, which must not be root
 */
public record WorkerSecurity(boolean ipcLock, OptionalLong runAsUser) {
    /** The restricted profile, as the image's own user. */
    public static final WorkerSecurity RESTRICTED = new WorkerSecurity(false, OptionalLong.empty());

    public WorkerSecurity {
        if (runAsUser.isPresent() && runAsUser.getAsLong() < 1) {
            throw new IllegalArgumentException(
                    "A worker never runs as root, and user ids are positive: " + runAsUser.getAsLong());
        }
    }
}
