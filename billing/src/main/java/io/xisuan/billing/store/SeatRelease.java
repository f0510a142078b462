package io.xisuan.billing.store;

import io.xisuan.model.JobId;

/**
 * The end of a job's open claim.
 *
 * @param because in a word or two, as {@code started}
 */
public record SeatRelease(JobId job, String because, long atMillis) {
    public SeatRelease {
        if (because.isBlank()) {
            throw new IllegalArgumentException("The claim of %s is released for a reason".formatted(job));
        }
    }
}
