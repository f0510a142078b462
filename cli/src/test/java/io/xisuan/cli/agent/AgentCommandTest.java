package io.xisuan.cli.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.cli.ExitCode;
import io.xisuan.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent says when it cannot begin or there is no kubelet; what it reads is tested where it is read. */
class AgentCommandTest {
    private record Said(int code, String out, String err) {}

    @TempDir
    Path folder;

    private static Said run(String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of("agent", "--node=gpu-7"));
        arguments.addAll(List.of(options));
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }

    @Test
    void without_a_kubelet_it_says_what_to_do() {
        Said said = run(
                "--once",
                "--api",
                "none",
                "--socket",
                folder.resolve("none.sock").toString());
        assertThat(said.code()).isEqualTo(ExitCode.UNREACHABLE.code());
        assertThat(said.out()).isEmpty();
        assertThat(said.err())
                .startsWith("xisuan: the kubelet cannot be read: " + folder.resolve("none.sock") + " does not exist; ")
                .contains("--socket")
                .hasLineCount(1);
    }

    @Test
    void bad_options_are_said_in_one_sentence_each() throws IOException {
        assertThat(run("--once", "--api", "somewhere").err())
                .startsWith("xisuan: --api somewhere: write in-cluster, none");
        assertThat(run("--once", "--api", "in-cluster").err()).contains("KUBERNETES_SERVICE_HOST");
        assertThat(run(
                                "--once",
                                "--api",
                                "https://a:1",
                                "--api-ca",
                                folder.resolve("ca").toString())
                        .err())
                .contains("--api-ca", "cannot be read");
        assertThat(run("--listen", "nowhere:port", "--api", "none").code()).isEqualTo(ExitCode.BAD_INPUT.code());
        assertThat(run("--api", "none", "--listen", "9460").err()).contains("write HOST:PORT or :PORT");
        assertThat(run("--api", "none", "--listen", "127.0.0.1:70000").code()).isEqualTo(ExitCode.BAD_INPUT.code());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Said said = run("--api", "none", "--listen", "127.0.0.1:" + taken.getLocalPort());
            assertThat(said.code()).isEqualTo(ExitCode.BAD_INPUT.code());
            assertThat(said.err()).contains("--listen", "name another port");
        }
    }

    @Test
    void a_token_never_leaves_over_plain_text() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "secret");
        assertThat(run("--once", "--api", "http://127.0.0.1:1", "--api-token", token.toString())
                        .err())
                .contains("over https only");
    }
}
