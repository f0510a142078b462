package io.xisuan.operator.metering.journal;

import java.nio.file.Path;

/** The journal in segment files under the suite of all stores. */
class SegmentJournalSuiteTest extends UsageJournalSuite {
    @Override
    protected JournalGround ground(Path empty) {
        return new SegmentGround(empty);
    }
}
