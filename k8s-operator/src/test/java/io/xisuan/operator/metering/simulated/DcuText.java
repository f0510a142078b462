package io.xisuan.operator.metering.simulated;

import java.util.List;
import java.util.function.Function;

/** The text of Hygon's dcu-exporter: devices by serial number, and owners by {@code dcu_containers}. */
final class DcuText {
    private record Family(String name, Function<DeviceReading, Object> value) {}

    private static final List<Family> FAMILIES = List.of(
            new Family("dcu_memorycap_bytes", of -> Lines.exponent((long) Make.HYGON.memoryMib() << 20)),
            new Family("dcu_power_usage", DeviceReading::watts),
            new Family("dcu_powercap", of -> 350),
            new Family("dcu_sclk", of -> of.utilisationPercent() > 0 ? 1500 : 300),
            new Family("dcu_temp", of -> of.utilisationPercent() > 0 ? 61 : 38),
            new Family("dcu_usedmemory_bytes", of -> Lines.exponent((long) of.memoryUsedMib() << 20)),
            new Family("dcu_utilizationrate", DeviceReading::utilisationPercent));

    private DcuText() {}

    static String text(Scene scene) {
        Lines lines = new Lines();
        lines.family("dcu_containers", "gauge", "containers in dcu node");
        for (DeviceReading reading : scene.readings()) {
            for (PodRef pod : reading.owners()) {
                String owner = Lines.labels(
                        "container", pod.container(), "dcu_pod_name", pod.name(), "dcu_pod_namespace", pod.namespace());
                lines.sample("dcu_containers", Lines.join(owner, device(reading, scene)), 1);
            }
        }
        for (Family family : FAMILIES) {
            lines.family(family.name(), "gauge", "dcu metrics of gauge");
            scene.readings()
                    .forEach(of -> lines.sample(
                            family.name(), device(of, scene), family.value().apply(of)));
        }
        return lines.toString();
    }

    private static String device(DeviceReading reading, Scene scene) {
        return Lines.labels(
                "device_id",
                reading.hardwareId(),
                "minor_number",
                Integer.toString(reading.slot()),
                "name",
                scene.make().modelName(),
                "node",
                scene.node(),
                "pcieBus_number",
                reading.bus());
    }
}
