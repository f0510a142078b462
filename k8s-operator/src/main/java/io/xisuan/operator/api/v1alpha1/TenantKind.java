package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of buyer a tenant is; programmes distinguish them. */
public enum TenantKind {
    @JsonProperty("enterprise")
    ENTERPRISE,

    @JsonProperty("university")
    UNIVERSITY,

    @JsonProperty("institute")
    INSTITUTE,

    /** A person without a credit code. */
    @JsonProperty("person")
    PERSON
}
