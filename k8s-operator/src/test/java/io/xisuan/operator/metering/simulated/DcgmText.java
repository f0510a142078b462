package io.xisuan.operator.metering.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The text of NVIDIA's dcgm-exporter: a sample for each device, or slice, or sharing pod, within each family. */
enum DcgmText {
    OLD,
    CURRENT,
    MIG,
    TIME_SLICES,
    VIRTUAL_GPUS;

    private record Family(String name, String type, String help, Function<DeviceReading, Object> value) {}

    private static final String UTILISATION = "DCGM_FI_DEV_GPU_UTIL";
    private static final String FAULT = "DCGM_FI_DEV_XID_ERRORS";
    private static final String MEMORY = "DCGM_FI_DEV_FB_USED";
    private static final int MEMORY_MIB = Make.NVIDIA.memoryMib();

    private static final List<Family> FAMILIES = List.of(
            gauge("DCGM_FI_DEV_SM_CLOCK", "SM clock frequency (in MHz).", of -> busy(of) ? 1980 : 345),
            gauge("DCGM_FI_DEV_MEM_CLOCK", "Memory clock frequency (in MHz).", of -> 2619),
            gauge("DCGM_FI_DEV_GPU_TEMP", "GPU temperature (in C).", of -> busy(of) ? 61 : 31),
            gauge("DCGM_FI_DEV_POWER_USAGE", "Power draw (in W).", of -> Lines.float6(of.watts())),
            new Family(
                    "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION",
                    "counter",
                    "Total energy consumption since boot (in mJ).",
                    DeviceReading::energyMillijoules),
            new Family("DCGM_FI_DEV_PCIE_REPLAY_COUNTER", "counter", "Total number of PCIe retries.", of -> 0),
            gauge(UTILISATION, "GPU utilization (in %).", DeviceReading::utilisationPercent),
            gauge("DCGM_FI_DEV_MEM_COPY_UTIL", "Memory utilization (in %).", of -> of.utilisationPercent() / 2),
            gauge("DCGM_FI_DEV_ENC_UTIL", "Encoder utilization (in %).", of -> 0),
            gauge(FAULT, "Value of the last XID error encountered.", DeviceReading::faultCode),
            gauge(
                    "DCGM_FI_DEV_FB_FREE",
                    "Framebuffer memory free (in MiB).",
                    of -> MEMORY_MIB - 551 - of.memoryUsedMib()),
            gauge(MEMORY, "Framebuffer memory used (in MiB).", DeviceReading::memoryUsedMib),
            gauge("DCGM_FI_DEV_FB_RESERVED", "Framebuffer memory reserved (in MiB).", of -> 551),
            gauge(
                    "DCGM_FI_PROF_GR_ENGINE_ACTIVE",
                    "Ratio of time the graphics engine is active.",
                    of -> Lines.float6(of.utilisationPercent() / 100.0)),
            gauge(
                    "DCGM_FI_PROF_DRAM_ACTIVE",
                    "Ratio of cycles the device memory interface is active sending or receiving data.",
                    of -> Lines.float6(of.utilisationPercent() / 250.0)));

    private static final List<String> PROFILES = List.of("1g.10gb", "2g.20gb", "3g.40gb");
    private static final List<String> INSTANCES = List.of("7", "5", "2");

    private static Family gauge(String name, String help, Function<DeviceReading, Object> value) {
        return new Family(name, "gauge", help, value);
    }

    private static boolean busy(DeviceReading reading) {
        return reading.utilisationPercent() > 0;
    }

    String text(Scene scene) {
        Lines lines = new Lines();
        for (Family family : FAMILIES) {
            if (this != MIG || !family.name().equals(UTILISATION)) {
                lines.family(family.name(), family.type(), family.help());
                scene.readings().forEach(reading -> samples(lines, family, reading, scene));
            }
        }
        return lines.toString();
    }

    private void samples(Lines lines, Family family, DeviceReading reading, Scene scene) {
        String device = Lines.join(device(reading, scene), "DCGM_FI_DRIVER_VERSION=\"550.127.05\"");
        for (String owner : owners(family, reading)) {
            lines.sample(
                    family.name(), Lines.join(device, owner), family.value().apply(reading));
        }
    }

    private String device(DeviceReading reading, Scene scene) {
        int gpu = this == MIG ? reading.slot() / PROFILES.size() : reading.slot();
        String model = this == TIME_SLICES || this == VIRTUAL_GPUS
                ? "Tesla T4"
                : scene.make().modelName();
        String id = this == MIG ? scene.make().hardwareId(scene.node(), gpu, 0) : reading.hardwareId();
        String first = Lines.labels("gpu", Integer.toString(gpu), "UUID", id);
        if (this != OLD) {
            first = Lines.join(first, Lines.labels("pci_bus_id", "0000" + Make.bus(gpu)));
        }
        first = Lines.join(first, Lines.labels("device", "nvidia" + gpu, "modelName", model));
        if (this == MIG) {
            int slice = reading.slot() % PROFILES.size();
            first = Lines.join(
                    first, Lines.labels("GPU_I_PROFILE", PROFILES.get(slice), "GPU_I_ID", INSTANCES.get(slice)));
        }
        return Lines.join(first, Lines.labels(this == OLD ? "Hostname" : "hostname", scene.node()));
    }

    /** Returns the labels of the pods that a family's samples are written for; "" for a sample without a pod. */
    private List<String> owners(Family family, DeviceReading reading) {
        List<PodRef> pods = reading.owners();
        String fault = family.name().equals(FAULT)
                ? Lines.labels("err_code", Integer.toString(reading.faultCode()), "err_msg", fault(reading))
                : "";
        if (pods.isEmpty()) {
            return List.of(fault);
        }
        if (this != VIRTUAL_GPUS) {
            // One pod a device: the last that the kubelet listed.
            return List.of(owner(pods.getLast(), fault));
        }
        List<String> copies = new ArrayList<>();
        for (int i = 0; i < pods.size(); i++) {
            copies.add(Lines.join(owner(pods.get(i), fault), Lines.labels("vgpu", Integer.toString(i))));
        }
        if (family.name().equals(UTILISATION) || family.name().equals(MEMORY)) {
            copies.add("");
        }
        return copies;
    }

    private static String fault(DeviceReading reading) {
        return reading.faultCode() == 0 ? "No Error" : "Unknown Error";
    }

    private String owner(PodRef pod, String fault) {
        String labels = Lines.join(
                Lines.join(Lines.labels("container", pod.container()), fault),
                Lines.labels("namespace", pod.namespace(), "pod", pod.name()));
        return this == CURRENT || this == MIG ? Lines.join(labels, Lines.labels("pod_uid", pod.uid())) : labels;
    }
}
