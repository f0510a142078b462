package io.xisuan.cli.contracts;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code contracts}: who sells to whom. */
@Command(
        name = "contracts",
        description = "Suppliers and contracts: import, list.",
        mixinStandardHelpOptions = true,
        subcommands = {ImportCommand.class, ListCommand.class})
public final class ContractsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Which one? contracts import --suppliers FILE --contracts FILE, or contracts list");
    }
}
