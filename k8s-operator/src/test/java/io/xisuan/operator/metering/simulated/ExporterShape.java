package io.xisuan.operator.metering.simulated;

/** An exporter in a version and setting, by the shape of its text. */
public enum ExporterShape {
    /** dcgm-exporter 4.8 and later: {@code hostname}, {@code pci_bus_id}, {@code pod_uid}. */
    DCGM_4(Make.NVIDIA, "dcgm-exporter"),
    /** dcgm-exporter 3.x: {@code Hostname}, no pod uid. */
    DCGM_3(Make.NVIDIA, "dcgm-exporter"),
    /** dcgm-exporter on cut devices: three slices a GPU, no GPU_UTIL, the energy of the whole GPU on each slice. */
    DCGM_MIG(Make.NVIDIA, "dcgm-exporter"),
    /** dcgm-exporter on time slices without virtual GPUs: one of the sharing pods is named, as if it had all. */
    DCGM_TIME_SLICES(Make.NVIDIA, "dcgm-exporter"),
    /** dcgm-exporter with virtual GPUs: a copy of each line for each sharing pod, and two lines without a pod. */
    DCGM_VIRTUAL_GPUS(Make.NVIDIA, "dcgm-exporter"),
    /** Huawei's npu-exporter: its own time on each line; no pod where several share a chip. */
    NPU(Make.HUAWEI, "npu-exporter"),
    /** HAMi's scheduler: what was allocated, not what is used. */
    HAMI_SCHEDULER(Make.NVIDIA, "hami-scheduler"),
    /** HAMi's monitor on the node: what containers use. */
    HAMI_MONITOR(Make.NVIDIA, "hami-monitor"),
    /** Cambricon's exporter: owners stand on {@code mlu_container} alone. */
    MLU(Make.CAMBRICON, "mlu-exporter"),
    /** Hygon's exporter: owners stand on {@code dcu_containers} alone. */
    DCU(Make.HYGON, "dcu-exporter"),
    /** AMD's exporter without a prefix. */
    AMD(Make.AMD, "device-metrics-exporter"),
    /** AMD's exporter as operators configure it, with the prefix {@code amd_}. */
    AMD_PREFIXED(Make.AMD, "device-metrics-exporter"),
    /** Intel's XPUM: all comments first, and no newline at the end. */
    XPUM(Make.INTEL, "xpum");

    private final Make make;
    private final String target;

    ExporterShape(Make make, String target) {
        this.make = make;
        this.target = target;
    }

    public Make make() {
        return make;
    }

    /** Returns the name under which nodes announce it. */
    public String target() {
        return target;
    }

    String text(Scene scene) {
        return switch (this) {
            case DCGM_4 -> DcgmText.CURRENT.text(scene);
            case DCGM_3 -> DcgmText.OLD.text(scene);
            case DCGM_MIG -> DcgmText.MIG.text(scene);
            case DCGM_TIME_SLICES -> DcgmText.TIME_SLICES.text(scene);
            case DCGM_VIRTUAL_GPUS -> DcgmText.VIRTUAL_GPUS.text(scene);
            case NPU -> NpuText.text(scene);
            case HAMI_SCHEDULER -> HamiText.scheduler(scene);
            case HAMI_MONITOR -> HamiText.monitor(scene);
            case MLU -> MluText.text(scene);
            case DCU -> DcuText.text(scene);
            case AMD -> AmdText.text(scene, "");
            case AMD_PREFIXED -> AmdText.text(scene, "amd_");
            case XPUM -> XpumText.text(scene);
        };
    }

    /** Returns the shape in which a maker's devices are usually seen. */
    public static ExporterShape usual(Make make) {
        return switch (make) {
            case NVIDIA -> DCGM_4;
            case HUAWEI -> NPU;
            case HYGON -> DCU;
            case CAMBRICON -> MLU;
            case AMD -> AMD;
            case INTEL -> XPUM;
        };
    }
}
