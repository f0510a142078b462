package io.xisuan.cli.programmes;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code programmes}: voucher programmes and what they give. */
@Command(
        name = "programmes",
        description = "Voucher programmes by their text: list, show, evaluate a case, check a definition, print one.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ListCommand.class,
            ShowCommand.class,
            EvaluateCommand.class,
            LintCommand.class,
            ManifestCommand.class
        })
public final class ProgrammesCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Which one? programmes list, show ID, evaluate ID, lint FILE or manifest ID");
    }
}
