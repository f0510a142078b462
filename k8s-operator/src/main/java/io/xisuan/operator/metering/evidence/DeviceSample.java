package io.xisuan.operator.metering.evidence;

import io.xisuan.model.DeviceKey;
import java.util.Optional;

/**
 * One value of one device in canonical form.
 *
 * @param value in the metric's unit
 * @param owner the pod that the exporter names beside the device, when it names exactly one
 */
public record DeviceSample(DeviceKey device, CanonicalMetric metric, long value, Optional<PodOwner> owner) {}
