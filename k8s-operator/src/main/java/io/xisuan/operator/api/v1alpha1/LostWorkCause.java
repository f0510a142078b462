package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why work since the last checkpoint was lost. */
public enum LostWorkCause {
    @JsonProperty("owner-reclaim")
    OWNER_RECLAIM,

    @JsonProperty("node-fault")
    NODE_FAULT,

    @JsonProperty("tenant")
    TENANT
}
