package io.xisuan.operator.metering.lifecycle;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.DeviceKey;
import java.util.Optional;

/**
 * One device, or a share of it, that a pod holds from its binding to its release.
 *
 * <p>The device key is evidence that may come later; it never changes a quantity.
 *
 * @param lane the place within the node: resource and ordinal, as {@code nvidia.com/gpu/3}
 */
public record HeldLane(String lane, AcceleratorModel model, AcceleratorShare share, Optional<DeviceKey> device) {
    public HeldLane {
        if (lane.isBlank()) {
            throw new IllegalArgumentException("A lane is written resource/ordinal, not \"%s\"".formatted(lane));
        }
    }

    /** Returns a whole device whose key is known. */
    public static HeldLane whole(String lane, AcceleratorModel model, DeviceKey device) {
        return new HeldLane(lane, model, AcceleratorShare.WHOLE, Optional.of(device));
    }
}
