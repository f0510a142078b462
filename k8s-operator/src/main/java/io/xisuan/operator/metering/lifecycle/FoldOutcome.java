package io.xisuan.operator.metering.lifecycle;

/** What an observation did to the fold. */
public enum FoldOutcome {
    /** It was new. */
    RECORDED,
    /** It said what was known; nothing changed. */
    REPEATED,
    /** It would change time that is already in the journal: no record changes, and an adjustment has to be considered. */
    LATE
}
