package io.xisuan.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A made-up text in the shape of NVIDIA's dcgm-exporter 4: eight devices, each held by a pod, in many families. */
final class DcgmText {
    private static final String[] FAMILIES = {
        "SM_CLOCK",
        "MEM_CLOCK",
        "MEMORY_TEMP",
        "GPU_TEMP",
        "POWER_USAGE",
        "TOTAL_ENERGY_CONSUMPTION",
        "GPU_UTIL",
        "MEM_COPY_UTIL",
        "ENC_UTIL",
        "DEC_UTIL",
        "XID_ERRORS",
        "FB_FREE",
        "FB_USED",
        "FB_RESERVED",
        "NVLINK_BANDWIDTH_TOTAL",
        "VGPU_LICENSE_STATUS",
        "UNCORRECTABLE_REMAPPED_ROWS",
        "CORRECTABLE_REMAPPED_ROWS",
        "ROW_REMAP_FAILURE",
        "PCIE_REPLAY_COUNTER"
    };

    private DcgmText() {}

    static byte[] bytes() {
        return bytes(FAMILIES.length);
    }

    /** Returns a text of so many families. */
    static byte[] bytes(int families) {
        StringBuilder text = new StringBuilder(1 << 16);
        for (int family = 0; family < families; family++) {
            int turn = family / FAMILIES.length;
            String name = "DCGM_FI_DEV_" + FAMILIES[family % FAMILIES.length] + (turn == 0 ? "" : "_" + turn);
            text.append("# HELP ").append(name).append(" A made-up value.\n");
            text.append("# TYPE ").append(name).append(" gauge\n");
            for (int device = 0; device < 8; device++) {
                text.append(String.format(
                        Locale.ROOT,
                        "%s{gpu=\"%d\",UUID=\"GPU-3f1a0000-0000-4d2e-8b11-a0c0de00000%d\",pci_bus_id=\"00000000:%02X:00.0\","
                                + "device=\"nvidia%d\",modelName=\"NVIDIA H800\",hostname=\"gpu-node-017\","
                                + "DCGM_FI_DRIVER_VERSION=\"550.127.05\",container=\"train\",namespace=\"team-vision\","
                                + "pod=\"pretrain-worker-0\",pod_uid=\"7d0f6c1e-6f0a-4b8e-9f5c-0d0b7f3a1c11\"} %d\n",
                        name,
                        device,
                        device,
                        0x19 + device * 0x11,
                        device,
                        1980L + family * 31L + device));
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
