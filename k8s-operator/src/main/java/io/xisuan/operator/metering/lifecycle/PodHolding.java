package io.xisuan.operator.metering.lifecycle;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;

/**
 * What one pod of ours holds of its node once it is bound.
 *
 * @param resource the extended resource, as {@code nvidia.com/gpu}
 * @param devices how many lanes
 * @param share what it holds of each: the lane's whole unit, or less of it
 */
public record PodHolding(
        PodIdentity pod, String resource, int devices, AcceleratorModel model, AcceleratorShare share) {
    public PodHolding {
        if (resource.isBlank() || devices < 1) {
            throw new IllegalArgumentException("Pod %s holds at least one device of a named resource, not %d of \"%s\""
                    .formatted(pod.name(), devices, resource));
        }
    }
}
