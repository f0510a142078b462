package io.xisuan.operator.observe;

import java.util.Optional;

/**
 * What we wrote on a pod of ours when we created it.
 *
 * @param jobUid uid of the TrainingJob
 * @param jobName its name, perhaps cut; for people
 * @param attempt from 1
 * @param rank from 0
 * @param epoch the leader's epoch under which it was created
 * @param site where the attempt was placed; empty when the mark is missing
 */
public record PodMarks(String jobUid, String jobName, int attempt, int rank, long epoch, Optional<String> site) {
    public PodMarks {
        if (jobUid.isEmpty() || attempt < 1 || rank < 0 || epoch < 0) {
            throw new IllegalArgumentException("A pod of ours cannot have job uid \"%s\", attempt %d, rank %d, epoch %d"
                    .formatted(jobUid, attempt, rank, epoch));
        }
    }
}
