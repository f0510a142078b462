package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far operations have stopped a tenant. */
public enum TenantSuspension {
    /** Nothing of it starts; what runs goes on. */
    @JsonProperty("starts")
    STARTS,

    /** Nothing of it starts, and what runs saves itself and stops; it goes on when the tenant is resumed. */
    @JsonProperty("all")
    ALL
}
