package io.xisuan.cli.programmes;

import picocli.CommandLine.Command;

/** The command {@code programmes}: voucher programmes and what they give. */
@Command(
        name = "programmes",
        description = "Voucher programmes by their text: list, show, evaluate a case, check a definition, print one.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ListCommand.class,
            ShowCommand.class,
            EvaluateCommand.class,
            LintCommand.class,
            ManifestCommand.class
        })
public final class ProgrammesCommand {}
