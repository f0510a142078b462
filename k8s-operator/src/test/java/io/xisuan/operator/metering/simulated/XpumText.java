package io.xisuan.operator.metering.simulated;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** The text of Intel's XPUM: all comments, then all samples, and no newline at the end. */
final class XpumText {
    private record Family(String name, String type, String help, BiFunction<DeviceReading, Scene, Object> value) {}

    private static final List<Family> FAMILIES = List.of(
            new Family(
                    "xpum_engine_ratio",
                    "gauge",
                    "GPU active time of the elapsed time (in %), per GPU tile",
                    (of, scene) -> String.format(Locale.ROOT, "%.4f", of.utilisationPercent() / 100.0)),
            new Family(
                    "xpum_power_watts",
                    "gauge",
                    "Avg GPU power (in watts), per GPU and per card",
                    (of, scene) -> of.watts() + ".5"),
            new Family(
                    "xpum_energy_joules_total",
                    "counter",
                    "Total GPU energy consumption since boot (in Joules), per GPU",
                    (of, scene) -> Lines.exponent(of.energyMillijoules() / 1000)),
            new Family(
                    "xpum_energy_joules_created",
                    "gauge",
                    "Total GPU energy consumption since boot (in Joules), per GPU",
                    (of, scene) -> "1.7236218835e+09"),
            new Family(
                    "xpum_memory_used_bytes",
                    "gauge",
                    "Used GPU memory (in bytes), per GPU tile",
                    (of, scene) -> Lines.exponent((long) of.memoryUsedMib() << 20)));

    private XpumText() {}

    static String text(Scene scene) {
        Lines lines = new Lines();
        FAMILIES.forEach(family -> lines.family(family.name(), family.type(), family.help()));
        for (Family family : FAMILIES) {
            for (DeviceReading reading : scene.readings()) {
                lines.sample(
                        family.name(), labels(reading, scene), family.value().apply(reading, scene));
            }
        }
        return lines.toString().stripTrailing();
    }

    /** The set of labels changes with the owner. */
    private static String labels(DeviceReading reading, Scene scene) {
        String device = Lines.labels(
                "dev_file",
                "card%d,renderD%d".formatted(reading.slot() + 1, reading.slot() + 128),
                "dev_name",
                scene.make().modelName());
        String owner = reading.owners().stream()
                .reduce((one, other) -> other)
                .map(pod -> Lines.labels(
                        "kube_container", pod.container(), "kube_namespace", pod.namespace(), "kube_pod", pod.name()))
                .orElse("");
        String last = Lines.labels(
                "node",
                scene.node(),
                "pci_bdf",
                reading.bus(),
                "pci_dev",
                "0xbd5",
                "src",
                "direct",
                "uuid",
                reading.hardwareId(),
                "vendor",
                "Intel(R) Corporation");
        return Lines.join(Lines.join(device, owner), last);
    }
}
