package io.xisuan.cli.metrics;

import picocli.CommandLine.Command;

/** The commands about exporter texts. */
@Command(
        name = "metrics",
        description = "Reads the texts of device exporters.",
        mixinStandardHelpOptions = true,
        subcommands = {MetricsParseCommand.class, MetricsLintCommand.class})
public final class MetricsCommand {}
