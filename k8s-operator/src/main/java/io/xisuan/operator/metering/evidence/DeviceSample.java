package io.xisuan.operator.metering.evidence;

import io.xisuan.model.DeviceKey;
import java.util.Optional;

/**
 * One value of one device in canonical form.
 *
 * @param value in the metric's unit
 */
public record DeviceSample(DeviceKey device, CanonicalMetric metric, long value, Optional<PodOwner> owner) {}
