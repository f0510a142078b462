package io.xisuan.operator.metering.simulated;

import java.util.List;
import java.util.function.Function;

/** The text of AMD's device-metrics-exporter: the labels of pods are always there, empty where nobody has the device. */
final class AmdText {
    private record Family(String name, String help, Function<DeviceReading, Object> value) {}

    private static final PodRef NOBODY = new PodRef("", "", "", "");

    private static final List<Family> FAMILIES = List.of(
            new Family(
                    "gpu_gfx_activity",
                    "Graphics engine usage in Percentage (0-100)",
                    DeviceReading::utilisationPercent),
            new Family(
                    "gpu_umc_activity", "Memory engine usage in Percentage (0-100)", of -> of.utilisationPercent() / 3),
            new Family("gpu_package_power", "Current socket power in Watts", DeviceReading::watts),
            new Family(
                    "gpu_energy_consumed",
                    "Accumulated energy consumed by the GPU in uJ",
                    of -> Lines.exponent(of.energyMillijoules() * 1000)),
            new Family("gpu_used_vram", "Used VRAM memory of the GPU (in MB)", DeviceReading::memoryUsedMib),
            new Family("gpu_total_vram", "Total VRAM memory of the GPU (in MB)", of -> Make.AMD.memoryMib()),
            new Family(
                    "gpu_health",
                    "Health of the GPU (0 = Unhealthy | 1 = Healthy)",
                    of -> of.faultCode() == 0 ? 1 : 0));

    private AmdText() {}

    static String text(Scene scene, String prefix) {
        Lines lines = new Lines();
        lines.family(prefix + "gpu_nodes_total", "gauge", "Number of GPUs in the node")
                .sample(
                        prefix + "gpu_nodes_total",
                        Lines.labels("hostname", scene.node()),
                        scene.readings().size());
        for (Family family : FAMILIES) {
            lines.family(prefix + family.name(), "gauge", family.help());
            scene.readings()
                    .forEach(of -> lines.sample(
                            prefix + family.name(),
                            labels(of, scene),
                            family.value().apply(of)));
        }
        return lines.toString();
    }

    private static String labels(DeviceReading reading, Scene scene) {
        PodRef pod = reading.owners().isEmpty() ? NOBODY : reading.owners().getLast();
        String first = Lines.labels(
                "card_model",
                scene.make().modelName(),
                "container",
                pod.container(),
                "deployment_mode",
                "baremetal",
                "gpu_compute_partition_type",
                "spx",
                "gpu_id",
                Integer.toString(reading.slot()),
                "gpu_memory_partition_type",
                "nps1",
                "gpu_partition_id",
                "0");
        String last = Lines.labels(
                "hostname",
                scene.node(),
                "job_id",
                "",
                "job_partition",
                "",
                "job_user",
                "",
                "namespace",
                pod.namespace(),
                "pod",
                pod.name(),
                "serial_number",
                reading.hardwareId());
        return Lines.join(first, last);
    }
}
