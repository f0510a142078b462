package io.xisuan.cli.contracts;

import picocli.CommandLine.Command;

/** The command {@code contract}: who sells what to whom. */
@Command(
        name = "contract",
        aliases = "contracts",
        description = "Contracts with their lines, and suppliers: import, list, show.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ImportCommand.class, ListCommand.class, ShowCommand.class})
public final class ContractsCommand {}
