package io.xisuan.scheduler.demand;

import io.xisuan.model.AcceleratorModel;

/**
 * The accelerator model of a node as the scheduler sees it: a name and nothing more.
 *
 * <p>Any name is accepted, so that traces with models of their own (P100, T4) can be planned; names are compared exactly.
 */
public record DeviceType(String id) implements Comparable<DeviceType> {
    public DeviceType {
        if (id.isBlank()) {
            throw new IllegalArgumentException("A device type has a name");
        }
    }

    /** Returns the type of a known accelerator model. */
    public static DeviceType of(AcceleratorModel model) {
        return new DeviceType(model.id());
    }

    /** Returns the board power of a known accelerator model in watts, and 0 for any other. */
    public int watts() {
        return AcceleratorModel.byId(id).map(AcceleratorModel::boardPowerWatts).orElse(0);
    }

    @Override
    public int compareTo(DeviceType other) {
        return id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return id;
    }
}
