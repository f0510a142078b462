package io.xisuan.scheduler.cluster;

import io.xisuan.model.NodeName;

/** Where one worker of a gang goes: its rank from 0, its node, and how many devices it takes there. */
public record WorkerPlacement(int rank, NodeName node, int devices) {
    public WorkerPlacement {
        if (rank < 0 || devices < 0) {
            throw new IllegalArgumentException("No worker has rank %d and %d devices".formatted(rank, devices));
        }
    }
}
