/**
 * What was decided and why: a plan is a list of decisions, one a job, each with its reason.
 *
 * <p>Plain values; it must not know how they were found. Start reading at {@link io.xisuan.scheduler.plan.Plan}.
 */
@NullMarked
package io.xisuan.scheduler.plan;

import org.jspecify.annotations.NullMarked;
