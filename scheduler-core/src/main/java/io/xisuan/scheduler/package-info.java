/**
 * Placement: cluster state and queue in, plan out; pure.
 *
 * <p>Knows neither Kubernetes nor billing: net prices arrive through {@link io.xisuan.scheduler.CostModel}, time is given,
 * and nothing here acts. Start reading at {@link io.xisuan.scheduler.Scheduler#plan}.
 */
@NullMarked
package io.xisuan.scheduler;

import org.jspecify.annotations.NullMarked;
