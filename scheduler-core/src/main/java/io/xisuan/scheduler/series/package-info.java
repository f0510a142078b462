/**
 * Quantities over time: what held from when until when.
 *
 * <p>Plain values with exact sums; it must not know jobs, sites or policies. Start reading at
 * {@link io.xisuan.scheduler.series.StepSeries}.
 */
@NullMarked
package io.xisuan.scheduler.series;

import org.jspecify.annotations.NullMarked;
