package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.store.Store;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator says when it cannot begin; what it does when it can needs a cluster. */
class OperatorCommandTest {
    private record Said(int code, String err) {}

    @TempDir
    Path folder;

    @Test
    void bad_options_are_said_in_one_sentence_each() {
        assertThat(run("--kubeconfig", folder.resolve("none").toString()))
                .isEqualTo(new Said(
                        ExitCode.BAD_INPUT.code(),
                        "xisuan: --kubeconfig: %s cannot be read\n".formatted(folder.resolve("none"))));
        assertThat(run("--cluster", "Not A Name").err()).startsWith("xisuan: --cluster: ");
        assertThat(run("--gang-start-seconds", "0").err()).contains("--gang-start-seconds is at least 1");
        Said url = run("--db", "jdbc:mysql:books", "--data", folder.toString());
        assertThat(url.code()).isEqualTo(ExitCode.BAD_INPUT.code());
        assertThat(url.err()).contains("jdbc:sqlite:FILE");
    }

    @Test
    void a_cluster_that_does_not_answer_is_worth_another_try() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: none
                contexts: [{name: none, context: {cluster: none, user: none}}]
                clusters: [{name: none, cluster: {server: "http://127.0.0.1:%d"}}]
                users: [{name: none, user: {token: none}}]
                """.formatted(port), StandardCharsets.UTF_8);
        Said said = run(
                "--kubeconfig",
                kubeconfig.toString(),
                "--data",
                folder.resolve("data").toString());
        assertThat(said.code()).as(said.err()).isEqualTo(ExitCode.UNREACHABLE.code());
        assertThat(said.err()).contains("Cluster local", "127.0.0.1:" + port);
    }

    @Test
    void a_store_that_billed_what_the_journal_lacks_is_refused_with_both_positions_and_the_way_out()
            throws SQLException {
        Path data = folder.resolve("restored");
        Path file = data.resolve("xisuan.db");
        assertThat(data.toFile().mkdirs()).isTrue();
        Store.open("jdbc:sqlite:" + file).close();
        try (Connection books = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = books.createStatement()) {
            statement.execute(
                    "INSERT INTO journal_position (id, seq, hash) VALUES (1, 42, '%s')".formatted("a".repeat(64)));
        }
        Said said = run("--data", data.toString());
        assertThat(said.code()).as(said.err()).isEqualTo(ExitCode.DEPENDENCY_MISSING.code());
        assertThat(said.err().lines())
                .singleElement()
                .asString()
                .contains("record 42 (aaaaaaaaaaaa)", "ends at record 0", "xisuan ledger restore --from FILE --db URL");
    }

    @Test
    void an_address_and_a_lease_that_mean_nothing_are_said() {
        assertThat(run("--listen", "here", "--data", folder.toString()).err())
                .contains("--listen here: write HOST:PORT");
        assertThat(run("--lease-seconds", "1", "--data", folder.toString()).err())
                .contains("--lease-seconds is at least 6");
    }

    private static Said run(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "operator";
        System.arraycopy(options, 0, arguments, 1, options.length);
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(new StringWriter(), true), new PrintWriter(err, true), arguments);
        return new Said(code, err.toString());
    }
}
