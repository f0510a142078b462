package io.xisuan.cli.close;

import picocli.CommandLine.Command;

/** The command {@code close}: what a month needs before its last invoices are issued, and its close. */
@Command(
        name = "close",
        description = "The close of a month: check, month, months, reconcile.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {CheckCommand.class, MonthCommand.class, MonthsCommand.class, ReconcileCommand.class})
public final class CloseCommand {}
