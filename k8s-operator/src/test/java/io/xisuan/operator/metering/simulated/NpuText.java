package io.xisuan.operator.metering.simulated;

import java.util.List;
import java.util.function.Function;

/** The text of Huawei's npu-exporter: labels sorted, the time of collection on each line. */
final class NpuText {
    private record Family(String name, String help, Function<DeviceReading, Object> value) {}

    private static final List<Family> FAMILIES = List.of(
            new Family("npu_chip_info_utilization", "the ai core utilization", DeviceReading::utilisationPercent),
            new Family(
                    "npu_chip_info_overall_utilization",
                    "the overall utilization of npu",
                    DeviceReading::utilisationPercent),
            new Family("npu_chip_info_hbm_used_memory", "the npu hbm used memory", DeviceReading::memoryUsedMib),
            new Family("npu_chip_info_hbm_total_memory", "the npu hbm total memory", of -> Make.HUAWEI.memoryMib()),
            new Family("npu_chip_info_health_status", "the npu health status", of -> of.faultCode() == 0 ? 1 : 0),
            new Family("npu_chip_info_power", "the npu power", DeviceReading::watts),
            new Family(
                    "npu_chip_info_process_info_num",
                    "the npu process num",
                    of -> of.utilisationPercent() > 0 ? 1 : 0));

    private NpuText() {}

    static String text(Scene scene) {
        Lines lines = new Lines();
        lines.family("machine_npu_nums", "gauge", "Amount of npu installed on the machine.")
                .sample("machine_npu_nums", "", scene.readings().size());
        for (Family family : FAMILIES) {
            lines.family(family.name(), "gauge", family.help());
            scene.readings()
                    .forEach(reading -> lines.stamped(
                            family.name(),
                            labels(reading, scene),
                            family.value().apply(reading),
                            time(reading, scene)));
        }
        errors(lines, scene);
        containers(lines, scene);
        return lines.toString();
    }

    /** Chips are asked one after the other. */
    private static long time(DeviceReading reading, Scene scene) {
        return scene.collectedMillis() - 3_000 + 345L * reading.slot();
    }

    /** A code is there only while there is one. */
    private static void errors(Lines lines, Scene scene) {
        List<DeviceReading> faulty = scene.readings().stream()
                .filter(reading -> reading.faultCode() != 0)
                .toList();
        if (!faulty.isEmpty()) {
            lines.family("npu_chip_info_error_code", "gauge", "the first npu error code");
            faulty.forEach(reading -> lines.stamped(
                    "npu_chip_info_error_code", labels(reading, scene), reading.faultCode(), time(reading, scene)));
        }
    }

    private static void containers(Lines lines, Scene scene) {
        lines.family("npu_container_info", "gauge", "the container name and deviceID relationship");
        for (DeviceReading reading : scene.readings()) {
            for (PodRef pod : reading.owners()) {
                String labels = Lines.labels(
                        "containerID",
                        Integer.toHexString(pod.uid().hashCode()),
                        "containerName",
                        "%s_%s_%s".formatted(pod.namespace(), pod.name(), pod.container()),
                        "npuID",
                        Integer.toString(reading.slot()));
                lines.stamped(
                        "npu_container_info", Lines.join(labels, labels(reading, scene)), 1, time(reading, scene));
            }
        }
    }

    private static String labels(DeviceReading reading, Scene scene) {
        boolean one = reading.owners().size() == 1;
        return Lines.labels(
                "container_name",
                one ? reading.owners().getFirst().container() : "",
                "id",
                Integer.toString(reading.slot()),
                "model_name",
                scene.make().modelName(),
                "namespace",
                one ? reading.owners().getFirst().namespace() : "",
                "pcie_bus_info",
                reading.bus(),
                "pod_name",
                one ? reading.owners().getFirst().name() : "",
                "vdie_id",
                reading.hardwareId());
    }
}
