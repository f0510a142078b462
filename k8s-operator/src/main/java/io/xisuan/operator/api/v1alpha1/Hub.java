package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The eight national hubs of East Data West Computing. */
public enum Hub {
    @JsonProperty("beijing-tianjin-hebei")
    BEIJING_TIANJIN_HEBEI,

    @JsonProperty("yangtze-river-delta")
    YANGTZE_RIVER_DELTA,

    @JsonProperty("greater-bay-area")
    GREATER_BAY_AREA,

    @JsonProperty("chengdu-chongqing")
    CHENGDU_CHONGQING,

    @JsonProperty("inner-mongolia")
    INNER_MONGOLIA,

    @JsonProperty("guizhou")
    GUIZHOU,

    @JsonProperty("gansu")
    GANSU,

    @JsonProperty("ningxia")
    NINGXIA
}
