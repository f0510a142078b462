package io.xisuan.operator.act;

import io.xisuan.model.NodeName;

/**
 * One worker of a gang and the node that it is pinned to.
 *
 * @param rank the worker's place in the gang, from 0
 */
public record PodOrder(int rank, NodeName node) {
    public PodOrder {
        if (rank < 0) {
            throw new IllegalArgumentException("Ranks count from 0, not %d (on %s)".formatted(rank, node));
        }
    }
}
