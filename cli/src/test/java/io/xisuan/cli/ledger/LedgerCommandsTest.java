package io.xisuan.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.xisuan.billing.testbed.TestServer;
import io.xisuan.cli.CommandTest;
import io.xisuan.cli.invoice.IssuedSample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("postgresql")
class LedgerCommandsTest extends CommandTest {
    @TempDir
    private Path folder = Path.of(".");

    private String url = "";

    @BeforeEach
    void issueTwo() {
        url = url("books");
        IssuedSample.write(url);
    }

    private String url(String name) {
        return TestServer.wanted()
                ? TestServer.shared()
                        .url(name + "_" + folder.getFileName().toString().replace("-", "_"))
                : "jdbc:sqlite:" + folder.resolve(name + ".db");
    }

    private void tamper(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void balances_and_entries_are_shown_and_chosen() throws IOException {
        assertThat(run("ledger", "show", "--db", url)).as("%s", err).isZero();
        assertThat(out.toString()).contains("AR/example-ai", "1,272.00", "accounts");
        assertThat(run("ledger", "show", "--db", url, "-o", "json")).isZero();
        long sum = 0;
        for (JsonNode balance : json()) {
            sum += balance.path("balance").path("fen").asLong();
        }
        assertThat(sum).isZero();
        assertThat(run("ledger", "show", "--db", url, "--entries", "-o", "json"))
                .isZero();
        int entries = json().size();
        assertThat(json().path(0).path("seq").asLong()).isEqualTo(1);
        assertThat(json().path(0).path("reference").asText()).startsWith("ZW-");
        assertThat(run("ledger", "show", "--db", url, "--entries", "--from", "2", "--to", "2", "-o", "json"))
                .isZero();
        assertThat(json()).hasSize(1);
        assertThat(entries).isGreaterThan(1);
        assertThat(run("ledger", "show", "--db", url, "--account", "AR/", "-o", "csv"))
                .isZero();
        assertThat(out.toString().lines()).containsExactly("account,balance", "AR/example-ai,1272.00");
        assertThat(run("ledger", "show", "--db", url, "--entries", "--account", "AR/nobody", "-o", "json"))
                .isZero();
        assertThat(json()).isEmpty();
        assertThat(run("ledger", "show", "--db", url, "--from", "0")).isEqualTo(2);
    }

    @Test
    void a_backup_is_restored_and_verified() throws IOException {
        String file = folder.resolve("books.zip").toString();
        assertThat(run("ledger", "backup", "--db", url, "--to", file, "-o", "json"))
                .as("%s", err)
                .isZero();
        JsonNode written = json();
        assertThat(written.path("entries").asLong()).isPositive();
        assertThat(run("ledger", "backup", "--db", url, "--to", file)).isEqualTo(2);
        assertThat(err.toString()).contains("is there already");
        String copy = url("copy");
        assertThat(run("ledger", "restore", "--from", file, "--db", copy, "-o", "json"))
                .as("%s", err)
                .isZero();
        assertThat(json()).isEqualTo(written);
        assertThat(run("ledger", "verify", "--db", copy, "-o", "json")).isZero();
        assertThat(json().path("head")).isEqualTo(written.path("head"));
        assertThat(run("ledger", "verify", "--db", copy, "--backup", file)).isZero();
        assertThat(run("ledger", "restore", "--from", file, "--db", copy)).isEqualTo(2);
        assertThat(err.toString()).contains("already").hasLineCount(1);
        Files.writeString(folder.resolve("no.zip"), "no archive");
        assertThat(run("ledger", "restore", "--from", folder.resolve("no.zip").toString(), "--db", url("other")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is no backup of xisuan").hasLineCount(1);
    }

    @Test
    void a_head_that_was_kept_finds_a_tail_that_was_cut_off() throws IOException, SQLException {
        assertThat(run("ledger", "head", "--db", url, "-o", "json")).isZero();
        Path head = folder.resolve("head.json");
        Files.writeString(head, out.toString());
        long last = json().path("seq").asLong();
        assertThat(run("ledger", "verify", "--db", url, "--head", head.toString()))
                .isZero();
        Files.writeString(head, out.toString());
        assertThat(run("ledger", "verify", "--db", url, "--head", head.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("holds no head");
        run("ledger", "head", "--db", url, "-o", "json");
        Files.writeString(head, out.toString());
        unguard("ledger_posting", "delete");
        unguard("ledger_entry", "delete");
        tamper(
                "DELETE FROM ledger_posting WHERE seq = " + last,
                "DELETE FROM ledger_entry WHERE seq = " + last,
                "UPDATE ledger_head SET seq = seq - 1, hash = (SELECT hash FROM ledger_entry WHERE seq = %d)"
                        .formatted(last - 1));
        assertThat(run("ledger", "verify", "--db", url, "--head", head.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("the exported head is at entry " + last);
    }

    /** Lets a table be changed unseen. */
    private void unguard(String table, String event) throws SQLException {
        tamper(
                TestServer.wanted()
                        ? "ALTER TABLE %s DISABLE TRIGGER USER".formatted(table)
                        : "DROP TRIGGER %s_no_%s".formatted(table, event));
    }

    @Test
    void the_first_bad_record_is_named() throws SQLException {
        unguard("ledger_posting", "update");
        tamper("UPDATE ledger_posting SET amount_fen = amount_fen + 1 WHERE seq = 2 AND leg = 0");
        assertThat(run("ledger", "verify", "--db", url)).isEqualTo(1);
        assertThat(out.toString()).contains("ledger entry 2");
    }

    @Test
    void a_server_that_does_not_answer_is_code_5() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(run("ledger", "show", "--db", "jdbc:postgresql://127.0.0.1:%d/books?user=x".formatted(free)))
                .isEqualTo(5);
        assertThat(err.toString()).contains("is not reachable").hasLineCount(1);
    }
}
