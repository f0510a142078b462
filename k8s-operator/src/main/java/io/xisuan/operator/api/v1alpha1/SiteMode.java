package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the operator may do at a site (each mode includes the one before). */
public enum SiteMode {
    /** Report spare capacity and what would have been placed; change nothing. */
    @JsonProperty("observe")
    OBSERVE,

    /** Also bill labelled workloads that others schedule. */
    @JsonProperty("meter")
    METER,

    /** Also place training jobs. */
    @JsonProperty("place")
    PLACE
}
