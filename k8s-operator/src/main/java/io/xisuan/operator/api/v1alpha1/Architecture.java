package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The CPU architecture that an image is built for. */
public enum Architecture {
    /** x86-64. */
    @JsonProperty("amd64")
    AMD64,

    /** AArch64, as Kunpeng. */
    @JsonProperty("arm64")
    ARM64
}
