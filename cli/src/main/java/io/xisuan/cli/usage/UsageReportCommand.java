package io.xisuan.cli.usage;

import picocli.CommandLine.Command;

/** {@code xisuan usage report}: device time of a month, in five classes. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Device time of a month by tenant, site, model or node, in device-hours (卡时).",
            "By site, model and node: every closed day, in the five classes that add up to the inventory."
        },
        footer = {"", "Example:", "  xisuan usage report --period 2026-10 --by site"})
public final class UsageReportCommand extends UsageReporting {}
