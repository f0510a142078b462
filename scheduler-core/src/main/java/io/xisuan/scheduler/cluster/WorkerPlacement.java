package io.xisuan.scheduler.cluster;

import io.xisuan.model.NodeName;

/**
 * Where one worker of a gang goes.
 *
 * @param rank from 0
 * @param devices how many devices it takes whole there
 * @param slot the position among the node's opened devices of the one that it takes a part of; {@link #NO_SLOT} when it takes no part
 * @param start the memory slice of that device at which its MIG instance begins; 0 when it takes none
 */
public record WorkerPlacement(int rank, NodeName node, int devices, int slot, int start) {
    /** Takes no part of a device. */
    public static final int NO_SLOT = -1;

    public WorkerPlacement {
        if (rank < 0 || devices < 0 || slot < NO_SLOT || start < 0 || start > 7) {
            throw new IllegalArgumentException(
                    "No worker has rank %d, %d devices, slot %d and start %d".formatted(rank, devices, slot, start));
        }
    }

    /** Returns the placement of a worker with whole devices, or none. */
    public WorkerPlacement(int rank, NodeName node, int devices) {
        this(rank, node, devices, NO_SLOT, 0);
    }
}
