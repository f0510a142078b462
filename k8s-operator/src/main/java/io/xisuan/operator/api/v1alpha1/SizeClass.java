package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The size class of an enterprise by the statistical standard (workforce, turnover, assets). */
public enum SizeClass {
    @JsonProperty("micro")
    MICRO,

    @JsonProperty("small")
    SMALL,

    @JsonProperty("medium")
    MEDIUM,

    @JsonProperty("large")
    LARGE,

    /** For universities, institutes and persons. */
    @JsonProperty("not-applicable")
    NOT_APPLICABLE
}
