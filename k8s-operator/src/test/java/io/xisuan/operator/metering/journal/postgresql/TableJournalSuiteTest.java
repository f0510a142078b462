package io.xisuan.operator.metering.journal.postgresql;

import io.xisuan.billing.testbed.TestServer;
import io.xisuan.operator.metering.journal.JournalGround;
import io.xisuan.operator.metering.journal.UsageJournalSuite;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** The journal on PostgreSQL under the suite of all stores. */
@Tag("postgresql-only")
class TableJournalSuiteTest extends UsageJournalSuite {
    @Override
    protected JournalGround ground(Path empty) {
        return new TableGround(TestServer.shared(), empty);
    }
}
