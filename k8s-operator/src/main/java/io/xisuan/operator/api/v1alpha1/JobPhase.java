package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a job stands, for printer columns; conditions say why. */
public enum JobPhase {
    /** A field cannot be understood, or refers to nothing. */
    @JsonProperty("Refused")
    REFUSED,

    @JsonProperty("Queued")
    QUEUED,

    @JsonProperty("Starting")
    STARTING,

    @JsonProperty("Running")
    RUNNING,

    @JsonProperty("Succeeded")
    SUCCEEDED,

    @JsonProperty("Failed")
    FAILED,

    @JsonProperty("Never")
    NEVER
}
