package io.xisuan.operator.metering.simulated;

import java.util.List;
import java.util.function.Function;

/** The text of Cambricon's mlu-exporter: devices without owners, and owners by {@code mlu_container}. */
final class MluText {
    private record Family(String name, String type, String help, Function<DeviceReading, Object> value) {}

    private static final List<Family> FAMILIES = List.of(
            new Family(
                    "mlu_chip_temperature",
                    "gauge",
                    "The chip temperature of Cambricon MLU, unit is 'celsius'",
                    of -> of.utilisationPercent() > 0 ? 58 : 33),
            new Family(
                    "mlu_memory_used",
                    "gauge",
                    "The used physical memory of Cambricon MLU, unit is 'B'",
                    of -> Lines.exponent((long) of.memoryUsedMib() << 20)),
            new Family(
                    "mlu_memory_total",
                    "gauge",
                    "The total physical memory of Cambricon MLU, unit is 'B'",
                    of -> Lines.exponent((long) Make.CAMBRICON.memoryMib() << 20)),
            new Family(
                    "mlu_power_usage", "gauge", "The power usage of Cambricon MLU, unit is 'w'", DeviceReading::watts),
            new Family(
                    "mlu_utilization",
                    "gauge",
                    "The utilization of Cambricon MLU, unit is '%'",
                    DeviceReading::utilisationPercent));

    private MluText() {}

    static String text(Scene scene) {
        Lines lines = new Lines();
        lines.family("mlu_container", "gauge", "The k8s container info of Cambricon MLUs allocated");
        scene.readings().forEach(reading -> owners(lines, reading, scene));
        lines.family("mlu_health", "gauge", "The health state of Cambricon MLU, 1 means health, 0 means sick");
        scene.readings()
                .forEach(of -> lines.sample("mlu_health", device(of, scene, "", ""), of.faultCode() == 0 ? 1 : 0));
        for (Family family : FAMILIES) {
            lines.family(family.name(), family.type(), family.help());
            scene.readings()
                    .forEach(of -> lines.sample(
                            family.name(),
                            device(of, scene, "", ""),
                            family.value().apply(of)));
        }
        return lines.toString();
    }

    private static void owners(Lines lines, DeviceReading reading, Scene scene) {
        if (reading.owners().isEmpty()) {
            lines.sample("mlu_container", container(reading, scene, new PodRef("", "", "", "")), 0);
        }
        reading.owners().forEach(pod -> lines.sample("mlu_container", container(reading, scene, pod), 1));
    }

    private static String container(DeviceReading reading, Scene scene, PodRef pod) {
        return Lines.join(
                Lines.labels("container", pod.container()),
                Lines.join(device(reading, scene, pod.namespace(), pod.name()), Lines.labels("vf", "")));
    }

    private static String device(DeviceReading reading, Scene scene, String namespace, String pod) {
        boolean owned = !pod.isEmpty();
        String first = Lines.labels(
                "driver", "v5.10.22", "mcu", "v1.1.4", "mlu", Integer.toString(reading.slot()), "model", "MLU590");
        String middle = Lines.labels("node", scene.node(), "node_ip", "127.0.0.1");
        String last = Lines.labels(
                "sn", "sn-" + reading.hardwareId().substring(0, 13), "type", "mlu590", "uuid", reading.hardwareId());
        return Lines.join(
                Lines.join(first, owned ? Lines.labels("namespace", namespace) : ""),
                Lines.join(middle, Lines.join(owned ? Lines.labels("pod", pod) : "", last)));
    }
}
