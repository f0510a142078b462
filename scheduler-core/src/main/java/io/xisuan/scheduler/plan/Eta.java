package io.xisuan.scheduler.plan;

import io.xisuan.model.SiteId;

/**
 * When a waiting job is expected to start, where, and what it waits for; an estimate, not a promise.
 *
 * @param firm true when devices are kept for it, so that later jobs cannot delay it
 */
public record Eta(long startMillis, SiteId site, Cause cause, boolean firm) {
    /** What makes the start possible at that time and not before. */
    public enum Cause {
        /** Jobs that run will have ended. */
        JOBS_END,
        /** Jobs ahead of it in the queue will have started and ended. */
        QUEUE_AHEAD,
        /** The site's owner will need fewer devices by then. */
        HEADROOM_FALLS,
        /** It asked not to start earlier, or pauses after a failure. */
        NOT_BEFORE,
        /** Its data will have arrived. */
        DATA_ARRIVES,
        /** It is cheaper then, and its deadline is still met. */
        CHEAPER_THEN,
        /** Jobs that were told to stop for it will have left. */
        VICTIMS_LEAVE
    }
}
