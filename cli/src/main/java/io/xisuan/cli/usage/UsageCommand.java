package io.xisuan.cli.usage;

import picocli.CommandLine.Command;

/** {@code xisuan usage}: who used what, and where every millisecond of every device went. */
@Command(
        name = "usage",
        description = "Device time by tenant, site, model or node, and whether it adds up to the inventory.",
        subcommands = {UsageReportCommand.class, UsageClosureCommand.class, UsageCorrectCommand.class})
public final class UsageCommand {}
