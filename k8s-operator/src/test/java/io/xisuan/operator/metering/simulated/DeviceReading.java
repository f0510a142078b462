package io.xisuan.operator.metering.simulated;

import java.util.List;
import java.util.Optional;

/**
 * One device as its driver would report it at an instant, and who has it.
 *
 * @param energyMillijoules since the node booted or the card was put in
 * @param faultCode the last that the driver saw, 0 for none; it stays
 * @param owners the containers that were given the device, in the order in which they were
 * @param lastOwner the container that gave it back last
 */
record DeviceReading(
        int slot,
        String hardwareId,
        String pluginId,
        int utilisationPercent,
        int memoryUsedMib,
        int watts,
        long energyMillijoules,
        int faultCode,
        List<PodRef> owners,
        Optional<PodRef> lastOwner) {
    DeviceReading {
        owners = List.copyOf(owners);
    }

    DeviceReading ownedBy(List<PodRef> others) {
        return new DeviceReading(
                slot,
                hardwareId,
                pluginId,
                utilisationPercent,
                memoryUsedMib,
                watts,
                energyMillijoules,
                faultCode,
                others,
                lastOwner);
    }

    String bus() {
        return Make.bus(slot);
    }
}
