package io.xisuan.scheduler.plan;

import io.xisuan.model.SiteId;

/** Why a site was not chosen: the kind for programs, the text for people. */
public record SiteVerdict(SiteId site, Kind kind, String text) {
    /** The kinds of reason, in the order in which they are asked. */
    public enum Kind {
        NOT_SELLING,
        NOT_ALLOWED,
        JURISDICTION,
        NO_VARIANT,
        TOO_LARGE,
        CHECKPOINT_TOO_LONG,
        NO_ROUTE,
        NO_CAPACITY,
        RESERVED,
        NOT_SOLD,
        TOO_LATE,
        DEARER,
        LATER,
        TIE
    }
}
