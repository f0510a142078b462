package io.xisuan.cli.demo;

import io.xisuan.model.Vendor;
import java.nio.charset.StandardCharsets;
import java.util.function.ToLongFunction;

/**
 * The text that a node's exporter would answer with: the labels and layout of dcgm-exporter 4.8 for NVIDIA, of Huawei's
 * npu-exporter for Ascend. Three families - utilisation, memory in use, power - are enough to corroborate ownership.
 */
final class ExporterText {
    /** Families that each node of the demo exposes. */
    static final int FAMILIES = 3;

    private static final int IDLE_MEMORY_MIB = 4;

    private final StringBuilder text = new StringBuilder(1 << 14);

    /** Returns the body of one scrape of the node at this instant. */
    byte[] scrape(SimulatedNode node, long atMillis) {
        text.setLength(0);
        if (node.model().vendor() == Vendor.NVIDIA) {
            writeDcgm(node, atMillis);
        } else {
            writeNpu(node, atMillis);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void writeDcgm(SimulatedNode node, long atMillis) {
        dcgm(node, "DCGM_FI_DEV_GPU_UTIL", "GPU utilization (in %).", d -> utilisation(node, d, atMillis));
        dcgm(node, "DCGM_FI_DEV_FB_USED", "Framebuffer memory used (in MiB).", d -> memoryMib(node, d));
        dcgm(node, "DCGM_FI_DEV_POWER_USAGE", "Power draw (in W).", d -> powerWatts(node, d, atMillis));
    }

    private void dcgm(SimulatedNode node, String family, String help, ToLongFunction<Integer> value) {
        header(family, help);
        for (int device = 0; device < node.devices(); device++) {
            text.append(family).append("{gpu=\"").append(device);
            text.append("\",UUID=\"").append(node.key(device));
            text.append("\",pci_bus_id=\"00000000:")
                    .append(Integer.toHexString(0x19 + device * 0x11))
                    .append(":00.0");
            text.append("\",device=\"nvidia").append(device);
            text.append("\",modelName=\"").append(node.model().displayName());
            text.append("\",hostname=\"").append(node.name());
            text.append("\",DCGM_FI_DRIVER_VERSION=\"550.127.05\"");
            SimulatedNode.Pod pod = node.holder(device);
            if (!node.idle(device)) {
                text.append(",container=\"train\",namespace=\"").append(pod.namespace());
                text.append("\",pod=\"").append(pod.name());
                text.append("\",pod_uid=\"").append(pod.uid()).append('"');
            }
            text.append("} ").append(value.applyAsLong(device)).append('\n');
        }
    }

    private void writeNpu(SimulatedNode node, long atMillis) {
        header("machine_npu_nums", "Amount of npu installed on the machine.");
        text.append("machine_npu_nums ").append(node.devices()).append('\n');
        npu(
                node,
                atMillis,
                "npu_chip_info_utilization",
                "the ai core utilization",
                d -> utilisation(node, d, atMillis));
        npu(node, atMillis, "npu_chip_info_hbm_used_memory", "the npu hbm used memory", d -> memoryMib(node, d));
        npu(node, atMillis, "npu_chip_info_power", "the npu power", d -> powerWatts(node, d, atMillis));
    }

    private void npu(SimulatedNode node, long atMillis, String family, String help, ToLongFunction<Integer> value) {
        header(family, help);
        for (int device = 0; device < node.devices(); device++) {
            SimulatedNode.Pod pod = node.holder(device);
            text.append(family).append("{container_name=\"").append(node.idle(device) ? "" : "train");
            text.append("\",id=\"").append(device);
            text.append("\",model_name=\"910B3-Ascend-V1\",namespace=\"").append(pod.namespace());
            text.append("\",pcie_bus_info=\"0000:")
                    .append(Integer.toHexString(0x21 + device * 0x11))
                    .append(":00.0");
            text.append("\",pod_name=\"").append(pod.name());
            text.append("\",vdie_id=\"").append(node.key(device)).append("\"} ");
            text.append(value.applyAsLong(device)).append(' ').append(atMillis).append('\n');
        }
    }

    private void header(String family, String help) {
        text.append("# HELP ").append(family).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(family).append(" gauge\n");
    }

    /** Returns per cent: nothing when idle, else a steady load with a small swing that depends on device and time. */
    private static long utilisation(SimulatedNode node, int device, long atMillis) {
        if (node.idle(device)) {
            return 0;
        }
        long swing = Math.floorMod(node.key(device).hashCode() * 31L + atMillis / 60_000L, 12L);
        return (node.holder(device).owner() ? 55 : 84) + swing;
    }

    private static long memoryMib(SimulatedNode node, int device) {
        return node.idle(device) ? IDLE_MEMORY_MIB : node.model().memoryGib() * 1024L * 7 / 8;
    }

    private static long powerWatts(SimulatedNode node, int device, long atMillis) {
        long idle = node.model().boardPowerWatts() / 6L;
        return idle + (node.model().boardPowerWatts() - idle) * utilisation(node, device, atMillis) / 100;
    }
}
