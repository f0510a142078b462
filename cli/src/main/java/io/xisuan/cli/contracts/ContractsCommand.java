package io.xisuan.cli.contracts;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code contract}: who sells what to whom. */
@Command(
        name = "contract",
        aliases = "contracts",
        description = "Contracts with their lines, and suppliers: import, list, show.",
        mixinStandardHelpOptions = true,
        subcommands = {ImportCommand.class, ListCommand.class, ShowCommand.class})
public final class ContractsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Which one? contract import --suppliers FILE --contracts FILE --lines FILE, contract list, or contract show ID");
    }
}
