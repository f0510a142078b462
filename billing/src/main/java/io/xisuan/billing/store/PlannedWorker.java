package io.xisuan.billing.store;

import io.xisuan.model.NodeName;

/** Where one rank of a gang is to run. */
public record PlannedWorker(int rank, NodeName node) {
    public PlannedWorker {
        if (rank < 0) {
            throw new IllegalArgumentException("Ranks count from 0, not %d".formatted(rank));
        }
    }
}
