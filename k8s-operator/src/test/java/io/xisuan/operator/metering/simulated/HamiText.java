package io.xisuan.operator.metering.simulated;

import java.util.List;

/** The texts of Project-HAMi: a scheduler that tells what is allocated, and a monitor that tells what is used. */
final class HamiText {
    private static final String ZONE = Lines.labels("zone", "vGPU");

    private HamiText() {}

    static String scheduler(Scene scene) {
        Lines lines = new Lines();
        lines.family("hami_gpu_core_allocated_ratio", "gauge", "Device core allocated for a certain GPU");
        scene.readings()
                .forEach(of -> lines.sample(
                        "hami_gpu_core_allocated_ratio",
                        device(of, scene),
                        25 * of.owners().size()));
        lines.family("hami_gpu_shared_count", "gauge", "Number of containers sharing this GPU");
        scene.readings()
                .forEach(of -> lines.sample(
                        "hami_gpu_shared_count", device(of, scene), of.owners().size()));
        lines.family("hami_vgpu_core_allocated_ratio", "gauge", "vGPU core allocated from a container");
        scene.readings()
                .forEach(of -> of.owners()
                        .forEach(pod -> lines.sample("hami_vgpu_core_allocated_ratio", allocated(of, pod, scene), 25)));
        lines.family("hami_vgpu_memory_allocated_bytes", "gauge", "vGPU memory allocated from a container");
        scene.readings()
                .forEach(of -> of.owners()
                        .forEach(pod -> lines.sample(
                                "hami_vgpu_memory_allocated_bytes",
                                allocated(of, pod, scene),
                                Lines.exponent((scene.make().memoryMib() / 4L) << 20))));
        return lines.toString();
    }

    /** A container is there only once it has used the device: the first owner has, the others were only given it. */
    static String monitor(Scene scene) {
        Lines lines = new Lines();
        lines.family("hami_container_device_utilization_ratio", "gauge", "Container device SM utilization ratio");
        scene.readings()
                .forEach(of -> first(of)
                        .forEach(pod -> lines.sample(
                                "hami_container_device_utilization_ratio", used(of, pod), of.utilisationPercent())));
        lines.family("hami_vgpu_memory_used_bytes", "gauge", "vGPU device memory usage in bytes");
        scene.readings()
                .forEach(of -> first(of)
                        .forEach(pod -> lines.sample(
                                "hami_vgpu_memory_used_bytes",
                                used(of, pod),
                                Lines.exponent((long) of.memoryUsedMib() << 20))));
        lines.family("hami_host_gpu_utilization_ratio", "gauge", "GPU core utilization ratio (0-100)");
        scene.readings()
                .forEach(of ->
                        lines.sample("hami_host_gpu_utilization_ratio", device(of, scene), of.utilisationPercent()));
        return lines.toString();
    }

    private static List<PodRef> first(DeviceReading reading) {
        return reading.utilisationPercent() == 0
                ? List.of()
                : reading.owners().stream().limit(1).toList();
    }

    private static String device(DeviceReading reading, Scene scene) {
        return Lines.join(
                Lines.labels(
                        "device_index",
                        Integer.toString(reading.slot()),
                        "device_type",
                        "NVIDIA-" + scene.make().modelName(),
                        "device_uuid",
                        reading.hardwareId(),
                        "node",
                        scene.node()),
                ZONE);
    }

    private static String allocated(DeviceReading reading, PodRef pod, Scene scene) {
        return Lines.join(
                Lines.labels(
                        "container_index",
                        "0",
                        "device_uuid",
                        reading.hardwareId(),
                        "namespace",
                        pod.namespace(),
                        "node",
                        scene.node(),
                        "pod",
                        pod.name()),
                ZONE);
    }

    private static String used(DeviceReading reading, PodRef pod) {
        return Lines.join(
                Lines.labels(
                        "container",
                        pod.container(),
                        "device_uuid",
                        reading.hardwareId(),
                        "namespace",
                        pod.namespace(),
                        "pod",
                        pod.name(),
                        "vdevice_index",
                        "0"),
                ZONE);
    }
}
