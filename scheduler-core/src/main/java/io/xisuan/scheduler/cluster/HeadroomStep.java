package io.xisuan.scheduler.cluster;

import io.xisuan.scheduler.demand.DeviceType;

/** From an instant on a site keeps so many devices of a type for its own users, until the type's next step. */
public record HeadroomStep(long fromMillis, DeviceType type, int devices) {
    public HeadroomStep {
        if (devices < 0) {
            throw new IllegalArgumentException("No site keeps %d devices".formatted(devices));
        }
    }
}
