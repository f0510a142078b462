package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to a running job when what was set aside for it is used up. */
public enum OnHoldExhausted {
    /** It goes on at the tenant's full cost. */
    @JsonProperty("self-pay")
    SELF_PAY,

    /** It is checkpointed, stopped and queued again. */
    @JsonProperty("pause")
    PAUSE,

    /** It is ended. */
    @JsonProperty("stop")
    STOP
}
