package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How close the workers of a job must be. */
public enum Topology {
    /** All workers in one rack. */
    @JsonProperty("rack")
    RACK,

    /** All workers at one site. */
    @JsonProperty("site")
    SITE,

    /** Workers may be at several sites. */
    @JsonProperty("any")
    ANY
}
