package io.xisuan.operator.observe;

import java.util.OptionalLong;

/**
 * When a pod's states began, as its object states it: milliseconds since 1970 in whole seconds, from the clocks of the
 * API server and of the node. An absent time was not stated.
 *
 * @param createdMillis when the API server accepted it
 * @param scheduledMillis when it was bound to its node (condition PodScheduled became True)
 * @param startedMillis when its container first started: of the earliest start that is still known
 * @param finishedMillis when its container ended; the latest end, and only while no container runs or will run again
 * @param deletionMillis when its grace ends after somebody asked for its deletion (metadata.deletionTimestamp)
 * @param askedMillis when somebody asked for its deletion: the grace before that; absent where the grace is not stated
 */
public record PodTimes(
        long createdMillis,
        OptionalLong scheduledMillis,
        OptionalLong startedMillis,
        OptionalLong finishedMillis,
        OptionalLong deletionMillis,
        OptionalLong askedMillis) {
    /** Of a pod that nobody deletes, or of which it is not known when somebody asked for it. */
    public PodTimes(
            long createdMillis,
            OptionalLong scheduledMillis,
            OptionalLong startedMillis,
            OptionalLong finishedMillis,
            OptionalLong deletionMillis) {
        this(createdMillis, scheduledMillis, startedMillis, finishedMillis, deletionMillis, OptionalLong.empty());
    }
}
