package io.xisuan.operator.metering.evidence;

/** Why an expected sample is not there. Absence is recorded with its cause; it is never read as zero. */
public enum GapCause {
    /** Nothing arrived for the node at that time. */
    NO_SCRAPE(1),
    /** The exporter answered with an empty body, as some do while they reload. */
    EMPTY_BODY(2),
    /** The text broke the format's grammar, and the device's line was among the broken ones or missing. */
    PARSE_ERROR(3),
    /** The exporter and version are not in the mapping table: parsed and kept, not used. */
    UNKNOWN_EXPORTER(4),
    /** The device is missing while the scrape is otherwise whole. */
    DEVICE_ABSENT(5),
    /** The value is one of the exporter's codes for "no value". */
    BLANK_VALUE(6),
    /** The exporter's own time stamp did not move on. */
    STALE_TIMESTAMP(7),
    /** The target did not answer in time. */
    TIMEOUT(8),
    /** No connection could be made to the target. */
    UNREACHABLE(9),
    /** The target answered with a status other than 200. */
    HTTP_STATUS(10),
    /** The target wants credentials that we do not have, or refuses ours. */
    UNAUTHORISED(11),
    /** TLS failed: the certificate is not the target's, has expired, or is signed by nobody we trust. */
    TLS(12),
    /** The answer is longer than is read. */
    TOO_LARGE(13),
    /** The samples are there and no longer name their pods, as when an exporter lost the kubelet's socket. */
    LABELS_LOST(14),
    /** The operator was not there to ask. */
    OPERATOR_AWAY(15);

    /** The largest code, for arrays by code. */
    static final int HIGHEST_CODE = 15;

    private final int code;

    GapCause(int code) {
        this.code = code;
    }

    /** Returns a small positive number that stands for the cause in compact storage. */
    int code() {
        return code;
    }

    static GapCause ofCode(int code) {
        for (GapCause cause : values()) {
            if (cause.code == code) {
                return cause;
            }
        }
        throw new IllegalArgumentException("No cause of a gap has the code " + code);
    }
}
