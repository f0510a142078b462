/**
 * Placement: cluster state and queue in, plan out; pure. Knows neither Kubernetes nor billing; net prices arrive through CostModel.
 */
@NullMarked
package io.xisuan.scheduler;

import org.jspecify.annotations.NullMarked;
