package io.xisuan.operator.metering.evidence;

/** Why an expected sample is not there. Absence is recorded with its cause; it is never read as zero. */
public enum GapCause {
    /** Nothing arrived for the node at that time. */
    NO_SCRAPE,
    /** The exporter answered with an empty body, as some do while they reload. */
    EMPTY_BODY,
    /** The text broke the format's grammar, and the device's line was among the broken ones or missing. */
    PARSE_ERROR,
    /** The exporter and version are not in the mapping table: parsed and kept, not used. */
    UNKNOWN_EXPORTER,
    /** The device is missing while the scrape is otherwise whole. */
    DEVICE_ABSENT,
    /** The value is one of the exporter's codes for "no value". */
    BLANK_VALUE,
    /** The exporter's own time stamp did not move on. */
    STALE_TIMESTAMP
}
