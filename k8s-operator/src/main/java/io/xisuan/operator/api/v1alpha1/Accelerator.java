package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.xisuan.model.AcceleratorModel;

/** The accelerator models that manifests may name: the ids of {@link AcceleratorModel}, as the CRD lists them. */
public enum Accelerator {
    @JsonProperty("nvidia-a100-80g")
    NVIDIA_A100(AcceleratorModel.NVIDIA_A100),

    @JsonProperty("nvidia-a800-80g")
    NVIDIA_A800(AcceleratorModel.NVIDIA_A800),

    @JsonProperty("nvidia-h20")
    NVIDIA_H20(AcceleratorModel.NVIDIA_H20),

    @JsonProperty("nvidia-h100-80g")
    NVIDIA_H100(AcceleratorModel.NVIDIA_H100),

    @JsonProperty("nvidia-h800-80g")
    NVIDIA_H800(AcceleratorModel.NVIDIA_H800),

    @JsonProperty("nvidia-rtx-4090")
    NVIDIA_RTX_4090(AcceleratorModel.NVIDIA_RTX_4090),

    @JsonProperty("ascend-910b")
    ASCEND_910B(AcceleratorModel.ASCEND_910B),

    @JsonProperty("ascend-910c")
    ASCEND_910C(AcceleratorModel.ASCEND_910C),

    @JsonProperty("hygon-k100-ai")
    HYGON_K100_AI(AcceleratorModel.HYGON_K100_AI),

    @JsonProperty("cambricon-mlu590")
    CAMBRICON_MLU590(AcceleratorModel.CAMBRICON_MLU590);

    private final AcceleratorModel model;

    Accelerator(AcceleratorModel model) {
        this.model = model;
    }

    public AcceleratorModel model() {
        return model;
    }
}
