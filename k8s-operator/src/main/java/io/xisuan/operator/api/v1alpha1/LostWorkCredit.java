package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the supplier credits for lost work. */
public enum LostWorkCredit {
    @JsonProperty("none")
    NONE,

    /** Everything since the last confirmed checkpoint. */
    @JsonProperty("since-checkpoint")
    SINCE_CHECKPOINT,

    /** The whole attempt. */
    @JsonProperty("whole-attempt")
    WHOLE_ATTEMPT
}
