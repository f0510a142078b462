package io.xisuan.operator.metering.simulated;

import io.xisuan.model.AcceleratorModel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/** A maker's devices: how they are asked for, how they are named in hardware and by the device plugin, and what they draw. */
public enum Make {
    NVIDIA("nvidia.com/gpu", "NVIDIA H800", 81_559, 70, 640, Optional.of(AcceleratorModel.NVIDIA_H800)),
    HUAWEI("huawei.com/Ascend910", "910B3-Ascend-V1", 65_536, 90, 310, Optional.of(AcceleratorModel.ASCEND_910B)),
    HYGON("hygon.com/dcu", "K100 AI", 65_520, 62, 300, Optional.of(AcceleratorModel.HYGON_K100_AI)),
    CAMBRICON("cambricon.com/mlu", "MLU590", 81_920, 60, 300, Optional.of(AcceleratorModel.CAMBRICON_MLU590)),
    AMD("amd.com/gpu", "102-G30211-0C", 196_592, 140, 700, Optional.empty()),
    INTEL("gpu.intel.com/i915", "Intel(R) Data Center GPU Max 1550", 131_072, 100, 410, Optional.empty());

    private final String resource;
    private final String modelName;
    private final int memoryMib;
    private final int idleWatts;
    private final int busyWatts;
    private final Optional<AcceleratorModel> accelerator;

    Make(
            String resource,
            String modelName,
            int memoryMib,
            int idleWatts,
            int busyWatts,
            Optional<AcceleratorModel> accelerator) {
        this.resource = resource;
        this.modelName = modelName;
        this.memoryMib = memoryMib;
        this.idleWatts = idleWatts;
        this.busyWatts = busyWatts;
        this.accelerator = accelerator;
    }

    /** Returns the extended resource by which pods ask for the devices. */
    public String resource() {
        return resource;
    }

    /** Returns the model as the exporter writes it. */
    public String modelName() {
        return modelName;
    }

    public int memoryMib() {
        return memoryMib;
    }

    public int idleWatts() {
        return idleWatts;
    }

    public int busyWatts() {
        return busyWatts;
    }

    /** Returns the model in price lists and manifests, where it has one. */
    public Optional<AcceleratorModel> accelerator() {
        return accelerator;
    }

    /**
     * Returns the id that is burnt into a card, in the maker's form and unique among all nodes.
     *
     * @param card the how many-th card in that slot, from 0
     */
    public String hardwareId(String node, int slot, int card) {
        long id = hash(node);
        return switch (this) {
            case NVIDIA -> "GPU-%08x-%04x-4d2e-8b11-a0c0de%06x".formatted(id, card, slot);
            case HUAWEI -> "%08X-%08X-A0C4ED94-14CC040A-%08X".formatted(id, card, slot);
            case HYGON -> "T8R%07d%03d%03d".formatted(id % 10_000_000, card, slot);
            case CAMBRICON -> "%08x-%04x-1414-0000-0000%08x".formatted(id, card, slot);
            case AMD -> "69%07d%02d%02d".formatted(id % 10_000_000, card, slot);
            case INTEL -> "01000000-0000-%04x-%04x-%08x%04x".formatted(card, slot, id, 0);
        };
    }

    /** Returns the id by which the device plugin offers the device to the kubelet; some name the slot, not the card. */
    public String pluginId(String node, int slot, int card) {
        return switch (this) {
            case NVIDIA, CAMBRICON, HYGON -> hardwareId(node, slot, card);
            case HUAWEI -> "Ascend910-" + slot;
            case AMD -> bus(slot);
            case INTEL -> "card%d-0".formatted(slot);
        };
    }

    /** Returns the PCI address of a slot. */
    static String bus(int slot) {
        return "0000:%02x:00.0".formatted(0x19 + 0x11 * slot);
    }

    private static long hash(String node) {
        CRC32 crc = new CRC32();
        crc.update(node.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
