package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a worker is told to write its last checkpoint. */
public enum CheckpointSignal {
    /** By SIGTERM, with the grace before SIGKILL. */
    @JsonProperty("sigterm")
    SIGTERM,

    /** By the file /etc/xisuan/stop, which then holds the instant by which it must be done. */
    @JsonProperty("file")
    FILE
}
