package io.xisuan.operator.metering.simulated;

import java.util.List;

/**
 * What an exporter has before it when it writes its text.
 *
 * @param readings its devices, with the owners that it believes in
 * @param collectedMillis when it collected them, by its node's clock
 */
record Scene(Make make, String node, List<DeviceReading> readings, long collectedMillis) {
    Scene {
        readings = List.copyOf(readings);
    }
}
