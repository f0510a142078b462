package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is sold with device-hours beside the accelerator. */
public enum TariffComponentKind {
    @JsonProperty("storage")
    STORAGE,

    @JsonProperty("network")
    NETWORK,

    @JsonProperty("support")
    SUPPORT
}
