package io.xisuan.cli.site;

import picocli.CommandLine.Command;

/** The command {@code site}: what sites have, and what their owners want back. */
@Command(
        name = "site",
        description = "What sites have and sell; stop selling, sell again, and give devices back to a site's owner.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SiteListCommand.class,
            SiteShowCommand.class,
            StopSellCommand.class,
            ResumeCommand.class,
            ReclaimCommand.class
        })
public final class SiteCommand {}
