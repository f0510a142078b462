/**
 * Tells users what became of their resources: statuses with conditions, and events.
 *
 * <p>The loop publishes a {@link io.xisuan.operator.report.Verdict} a resource on the {@link
 * io.xisuan.operator.report.StatusBoard}; a pure function makes a status of it, and the {@link
 * io.xisuan.operator.report.StatusWriter} writes it when it differs from what the API server holds. Nothing here decides,
 * and nothing here knows the scheduler or billing: verdicts are words, places, times and amounts. Start reading at {@link
 * io.xisuan.operator.report.JobVerdict}.
 */
@NullMarked
package io.xisuan.operator.report;

import org.jspecify.annotations.NullMarked;
