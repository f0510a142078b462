package io.xisuan.cli.quote;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code quote}: what a job would cost, and the quotes that were shown. */
@Command(
        name = "quote",
        description = "What a job would cost at each site: make a quote, list and show those that were shown.",
        mixinStandardHelpOptions = true,
        subcommands = {ListCommand.class, MakeCommand.class, ShowCommand.class})
public final class QuoteCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Which one? quote make --job JOB.yaml --manifests DIR, quote list, or quote show ID");
    }
}
