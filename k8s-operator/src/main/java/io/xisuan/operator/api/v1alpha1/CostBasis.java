package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where the amounts of a job come from. */
public enum CostBasis {
    /** From its estimated run time, before its device time is closed. */
    @JsonProperty("Quoted")
    QUOTED,

    /** From its metered device time. */
    @JsonProperty("Final")
    FINAL
}
