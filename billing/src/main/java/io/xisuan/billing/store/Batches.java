package io.xisuan.billing.store;

import org.jdbi.v3.core.statement.PreparedBatch;

/** Prepared batches that may be empty. */
final class Batches {
    private Batches() {}

    /** Returns how many rows each statement changed; nothing for an empty batch. */
    static int[] execute(PreparedBatch batch) {
        try (batch) {
            return batch.size() == 0 ? new int[0] : batch.execute();
        }
    }
}
