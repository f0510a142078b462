package io.xisuan.operator.metering.scrape;

import io.xisuan.operator.metering.evidence.GapCause;

/** There is no answer, for this cause; caught where the question was asked and made a gap. */
final class FetchFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final GapCause why;
    private final String detail;

    FetchFailure(GapCause why, String detail) {
        super(why + ": " + detail, null, false, false);
        this.why = why;
        this.detail = detail;
    }

    GapCause why() {
        return why;
    }

    String detail() {
        return detail;
    }
}
