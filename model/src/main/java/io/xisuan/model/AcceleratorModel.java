package io.xisuan.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An accelerator model with the figures its maker declares.
 *
 * <p>The figures are dense FP16 (or BF16) tensor throughput in TFLOPS, device memory in GiB as sold, and board power in
 * watts. NVIDIA's are from its data sheets. Huawei, Hygon and Cambricon publish fewer: theirs are marked
 * {@link Basis#REPORTED} and must not be quoted as a maker's statement. No money and no placement depends on them; they
 * are shown, and serve programmes that count capacity in PFLOPS at FP16.
 */
public enum AcceleratorModel {
    NVIDIA_A100("nvidia-a100-80g", "NVIDIA A100 80GB", Vendor.NVIDIA, 312, 80, 400, Basis.DATA_SHEET),
    NVIDIA_A800("nvidia-a800-80g", "NVIDIA A800 80GB", Vendor.NVIDIA, 312, 80, 400, Basis.DATA_SHEET),
    NVIDIA_H20("nvidia-h20", "NVIDIA H20", Vendor.NVIDIA, 148, 96, 400, Basis.DATA_SHEET),
    NVIDIA_H100("nvidia-h100-80g", "NVIDIA H100 80GB HBM3", Vendor.NVIDIA, 989, 80, 700, Basis.DATA_SHEET),
    NVIDIA_H800("nvidia-h800-80g", "NVIDIA H800 80GB", Vendor.NVIDIA, 989, 80, 700, Basis.DATA_SHEET),
    NVIDIA_RTX_4090("nvidia-rtx-4090", "NVIDIA GeForce RTX 4090", Vendor.NVIDIA, 165, 24, 450, Basis.DATA_SHEET),
    ASCEND_910B("ascend-910b", "Huawei Ascend 910B", Vendor.HUAWEI, 313, 64, 400, Basis.REPORTED),
    ASCEND_910C("ascend-910c", "Huawei Ascend 910C", Vendor.HUAWEI, 780, 128, 800, Basis.REPORTED),
    HYGON_K100_AI("hygon-k100-ai", "Hygon DCU K100-AI", Vendor.HYGON, 196, 64, 350, Basis.REPORTED),
    CAMBRICON_MLU590("cambricon-mlu590", "Cambricon MLU590", Vendor.CAMBRICON, 314, 80, 350, Basis.REPORTED);

    /** Where a figure comes from. */
    public enum Basis {
        DATA_SHEET,
        REPORTED
    }

    private final String id;
    private final String displayName;
    private final Vendor vendor;
    private final int fp16Teraflops;
    private final int memoryGib;
    private final int boardPowerWatts;
    private final Basis basis;

    AcceleratorModel(
            String id,
            String displayName,
            Vendor vendor,
            int fp16Teraflops,
            int memoryGib,
            int boardPowerWatts,
            Basis basis) {
        this.id = id;
        this.displayName = displayName;
        this.vendor = vendor;
        this.fp16Teraflops = fp16Teraflops;
        this.memoryGib = memoryGib;
        this.boardPowerWatts = boardPowerWatts;
        this.basis = basis;
    }

    /** Returns the model with this id, or empty when there is none. */
    public static Optional<AcceleratorModel> byId(String id) {
        return Arrays.stream(values()).filter(model -> model.id.equals(id)).findFirst();
    }

    /**
     * Returns the model with this id.
     *
     * @throws IllegalArgumentException naming all known ids when there is none
     */
    public static AcceleratorModel parse(String id) {
        return byId(id).orElseThrow(() -> new IllegalArgumentException(
                "\"%s\" is no known accelerator model; known are %s".formatted(id, knownIds())));
    }

    /** Returns all ids in declaration order, separated by commas. */
    public static String knownIds() {
        return Arrays.stream(values()).map(AcceleratorModel::id).collect(Collectors.joining(", "));
    }

    /** Returns the id used in manifests, price lists and node labels (lower case, RFC 1123). */
    public String id() {
        return id;
    }

    /** Returns the name as the maker writes it. */
    public String displayName() {
        return displayName;
    }

    public Vendor vendor() {
        return vendor;
    }

    /** Returns dense FP16 throughput in TFLOPS. */
    public int fp16Teraflops() {
        return fp16Teraflops;
    }

    /** Returns device memory in GiB, as sold. */
    public int memoryGib() {
        return memoryGib;
    }

    /** Returns board power in watts. */
    public int boardPowerWatts() {
        return boardPowerWatts;
    }

    public Basis basis() {
        return basis;
    }

    /** Returns the label value under which nodes advertise the model. */
    public String labelValue() {
        return id.toLowerCase(Locale.ROOT);
    }
}
