package io.xisuan.cli.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command {@code completion}: short scripts that make a shell ask the program what may follow, so that they never fall behind
 * its commands.
 */
@Command(
        name = "completion",
        description = "Prints what makes a shell complete commands and options: bash, zsh, fish.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "SHELL")
public final class CompletionCommand {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Command(
            name = "bash",
            description = "For bash, also as kubectl xisuan.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  xisuan completion bash > ~/.local/share/bash-completion/completions/xisuan",
                "  source <(xisuan completion bash)     for this shell only"
            })
    void bash() {
        print("completion.bash");
    }

    @Command(
            name = "zsh",
            description = "For zsh; needs compinit.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan completion zsh > \"$${fpath[1]}/_xisuan\""})
    void zsh() {
        print("completion.zsh");
    }

    @Command(
            name = "fish",
            description = "For fish.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan completion fish > ~/.config/fish/completions/xisuan.fish"})
    void fish() {
        print("completion.fish");
    }

    private void print(String script) {
        try (InputStream text = CompletionCommand.class.getResourceAsStream(script)) {
            if (text == null) {
                throw new IllegalStateException("The program was packaged without " + script);
            }
            spec.commandLine().getOut().print(new String(text.readAllBytes(), StandardCharsets.UTF_8));
            spec.commandLine().getOut().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Reading " + script, e);
        }
    }
}
