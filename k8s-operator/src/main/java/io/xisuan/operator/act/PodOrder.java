package io.xisuan.operator.act;

import io.xisuan.model.NodeName;
import io.xisuan.operator.device.DeviceRequest;
import java.util.Optional;

/**
 * One worker of a gang and the node that it is pinned to.
 *
 * @param rank the worker's place in the gang, from 0
 * @param devices what it asks its node for; without it for the whole devices of the gang's {@link WorkerShape}
 */
public record PodOrder(int rank, NodeName node, Optional<DeviceRequest> devices) {
    /** Returns a worker that asks for the devices of its gang's shape. */
    public PodOrder(int rank, NodeName node) {
        this(rank, node, Optional.empty());
    }

    public PodOrder {
        if (rank < 0) {
            throw new IllegalArgumentException("Ranks count from 0, not %d (on %s)".formatted(rank, node));
        }
    }

    /** Returns what it asks its node for, which without a request of its own are the whole devices that its gang needs. */
    DeviceRequest devices(WorkerNeeds needs) {
        return devices.orElseGet(() -> DeviceRequest.of(needs.resourceName(), needs.devices()));
    }
}
