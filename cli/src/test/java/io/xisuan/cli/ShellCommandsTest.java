package io.xisuan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program says of itself: its versions, and what may follow on a command line. */
class ShellCommandsTest extends CommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void the_version_names_program_java_store_and_kinds() throws IOException {
        assertThat(run("version", "-o", "json")).isZero();

        assertThat(json().path("version").asText()).isNotBlank();
        assertThat(json().path("java").asText()).startsWith(System.getProperty("java.version"));
        assertThat(json().path("store").asInt()).isGreaterThanOrEqualTo(25);
        assertThat(json().path("kinds").toString()).contains("trainingjobs.xisuan.io/v1alpha1");
        assertThat(json().path("setup").asText()).matches("[0-9a-f]{16}");
    }

    @Test
    void commands_are_completed_with_what_they_are_for() {
        run("__complete", "invo");
        assertThat(out.toString()).isEqualTo("invoice\tinvoices: draft, issue, files, e-invoices\n");

        run("__complete", "site", "re");
        assertThat(out.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("reclaim\t") || line.startsWith("resume\t"));
    }

    @Test
    void options_and_their_values_are_completed() {
        run("__complete", "site", "reclaim", "east", "--dev");
        assertThat(out.toString()).startsWith("--devices\t");

        run("__complete", "site", "list", "-o", "");
        assertThat(out.toString()).isEqualTo("csv\njson\ntable\nyaml\n");

        run("__complete", "site", "list", "--db", "");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void bash_offers_what_the_program_says() throws IOException, InterruptedException {
        run("completion", "bash");
        Path script = Files.writeString(folder.resolve("completion.bash"), out.toString());
        String typed =
                "xisuan() { [ \"$*\" = '__complete site re' ] && printf 'reclaim\\tgives back\\nresume\\tsells again\\n'; }; "
                        + "source '" + script + "'; COMP_WORDS=(xisuan site re); COMP_CWORD=2; _xisuan_complete; "
                        + "printf '%s,' \"${COMPREPLY[@]}\"";

        Process bash = new ProcessBuilder("bash", "-c", typed)
                .redirectErrorStream(true)
                .start();

        String offered = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(offered).isEqualTo("reclaim,resume,");
    }

    @Test
    void zsh_and_fish_have_their_scripts_too() {
        run("completion", "zsh");
        assertThat(out.toString()).startsWith("#compdef xisuan").contains("xisuan __complete");

        run("completion", "fish");
        assertThat(out.toString()).contains("complete -c xisuan").contains("xisuan __complete");
    }
}
