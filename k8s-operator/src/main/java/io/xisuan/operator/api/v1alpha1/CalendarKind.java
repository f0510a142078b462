package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why the owner of a site will need its devices. */
public enum CalendarKind {
    /** Devices cannot be used at all. */
    @JsonProperty("maintenance")
    MAINTENANCE,

    /** Devices are let to somebody else. */
    @JsonProperty("rental")
    RENTAL,

    /** The owner's own users need the devices. */
    @JsonProperty("own-use")
    OWN_USE
}
