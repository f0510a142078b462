package io.xisuan.billing.store;

import io.xisuan.model.NodeName;

/**
 * Where one rank of a gang is to run.
 *
 * @param seat how the node gives it its devices and which of them it takes a part of, in the operator's words without blanks; empty for
 *     whole devices of a plain device plugin
 */
public record PlannedWorker(int rank, NodeName node, String seat) {
    public PlannedWorker {
        if (rank < 0 || seat.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException(
                    "Ranks count from 0 and seats have no blanks: %d, \"%s\"".formatted(rank, seat));
        }
    }

    /** Returns a worker with whole devices of a plain device plugin. */
    public PlannedWorker(int rank, NodeName node) {
        this(rank, node, "");
    }
}
