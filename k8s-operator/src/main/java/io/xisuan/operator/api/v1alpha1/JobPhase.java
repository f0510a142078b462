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

    /** Told to stop; it saves itself and leaves. */
    @JsonProperty("Stopping")
    STOPPING,

    /** Not to be started until its spec.suspend is false again. */
    @JsonProperty("Suspended")
    SUSPENDED,

    @JsonProperty("Succeeded")
    SUCCEEDED,

    @JsonProperty("Failed")
    FAILED,

    @JsonProperty("Never")
    NEVER
}
