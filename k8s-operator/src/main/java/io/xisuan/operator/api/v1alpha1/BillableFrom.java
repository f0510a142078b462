package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The moment from which a held device is billed. */
public enum BillableFrom {
    /** Each pod from its binding to a node. */
    @JsonProperty("pod-bound")
    POD_BOUND,

    /** Each pod from the start of its container. */
    @JsonProperty("pod-running")
    POD_RUNNING,

    /** All pods of a gang from the moment at which its last one runs. */
    @JsonProperty("gang-running")
    GANG_RUNNING
}
