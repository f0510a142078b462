package io.xisuan.operator.metering.lifecycle;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.NodeName;

/**
 * One pod of one attempt: its uid for the books, its name for people.
 *
 * @param rank the place within the gang, from 0
 */
public record PodIdentity(String uid, String name, AttemptKey attempt, int rank, NodeName node)
        implements Comparable<PodIdentity> {
    public PodIdentity {
        if (uid.isBlank() || rank < 0) {
            throw new IllegalArgumentException(
                    "A pod has a uid and a rank >= 0, not \"%s\" and %d".formatted(uid, rank));
        }
    }

    @Override
    public int compareTo(PodIdentity other) {
        int byRank = Integer.compare(rank, other.rank);
        return byRank != 0 ? byRank : uid.compareTo(other.uid);
    }
}
