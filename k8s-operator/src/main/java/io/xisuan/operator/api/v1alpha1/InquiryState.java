package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of an inquiry; one without a state waits. */
public enum InquiryState {
    /** The answer is there. */
    @JsonProperty("Answered")
    ANSWERED,

    /** It cannot be answered as it was asked; reason and message say why. */
    @JsonProperty("Refused")
    REFUSED
}
