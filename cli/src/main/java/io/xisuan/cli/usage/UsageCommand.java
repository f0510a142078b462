package io.xisuan.cli.usage;

import picocli.CommandLine.Command;

/** {@code xisuan usage}: who used what this month, and where every millisecond of every device went. */
@Command(
        name = "usage",
        description = {
            "Device time by tenant, site, model or node: alone it reports the present month, as usage report does any; closure says",
            "whether it adds up to the inventory, correct changes what was metered, by the word of two persons."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {UsageReportCommand.class, UsageClosureCommand.class, UsageCorrectCommand.class},
        footer = {"", "Examples:", "  xisuan usage", "  xisuan usage --by site"})
public final class UsageCommand extends UsageReporting {}
