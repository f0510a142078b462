package io.xisuan.cli.close;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.control.Deed;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.store.ControlBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.CommandTest;
import io.xisuan.cli.invoice.IssuedSample;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalOptions;
import io.xisuan.operator.metering.journal.SegmentJournal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloseCommandsTest extends CommandTest {
    @TempDir
    private Path folder = Path.of(".");

    private String url = "";
    private String journal = "";

    @BeforeEach
    void issued() {
        url = "jdbc:sqlite:" + folder.resolve("xisuan.db");
        IssuedSample.write(url);
        Path records = folder.resolve("journal");
        try (SegmentJournal writer = SegmentJournal.open(records, JournalOptions.durable())) {
            writer.append(List.of(new JournalEntry.Remark("NOTE", "a", "b")), 0);
        }
        journal = records.toString();
    }

    @Test
    void books_that_agree_end_in_zeros_and_usage_that_is_missing_is_named() throws IOException {
        assertThat(run("close", "reconcile", "--db", url, "--journal", journal, "-o", "json"))
                .isEqualTo(1);
        assertThat(json().path(0).path("comparison").asText()).isEqualTo("USAGE_LINES");
        assertThat(json().path(0).path("differences").path(0).path("subject").asText())
                .endsWith("/2025-08");
        for (int i = 1; i < json().size(); i++) {
            assertThat(json().path(i).path("differences"))
                    .as(json().path(i).toString())
                    .isEmpty();
        }
    }

    @Test
    void an_entry_that_somebody_changed_is_named() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DROP TRIGGER ledger_posting_no_update");
            statement.executeUpdate("UPDATE ledger_posting SET amount_fen = amount_fen + 1 WHERE seq = 1 AND leg = 0");
        }
        assertThat(run("close", "reconcile", "--db", url, "--journal", journal)).isNotZero();
        assertThat(out.toString() + err).contains("usage-supplied");
    }

    @Test
    void the_checklist_names_what_blocks_and_what_may_stay_open() throws IOException {
        try (Store store = Store.openExisting(url)) {
            new ControlBook(store).propose(Deed.WRITE_OFF, "unheard-of/1", "{}", new Principal("li"), 0);
        }
        assertThat(run("close", "check", "--month", "2025-08", "--db", url, "--journal", journal))
                .isEqualTo(1);
        assertThat(out.toString()).contains("BLOCKS", "xisuan invoice draft --month 2025-08", "OPEN", "AP-000001");
        assertThat(run("close", "month", "--month", "2025-08", "--by", "wang", "--db", url, "--journal", journal))
                .isEqualTo(1);
        assertThat(err.toString()).contains("2025-08 stays open: see what blocks it above");
        assertThat(run("close", "check", "--month", "2025-13", "--db", url)).isEqualTo(2);
        assertThat(run("close", "check", "--month", "2025-08", "--db", url, "--journal", folder + "/none"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is no folder");
    }

    @Test
    void months_are_listed() throws IOException {
        assertThat(run("close", "months", "--db", url, "-o", "json")).isZero();
        assertThat(json().path(0).path("supplier").asText()).isEqualTo("zhongwei-compute");
    }
}
