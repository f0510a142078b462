package io.xisuan.billing.store;

import io.xisuan.model.JobId;

/**
 * One decision about a job, kept for people.
 *
 * @param kind as {@code start}, {@code wait}, {@code never}
 * @param reason a stable word
 * @param text the whole reason with its figures
 */
public record DecisionRecord(JobId job, long atMillis, String kind, String reason, String text) {}
