package io.xisuan.cli.notice;

import picocli.CommandLine.Command;

/** The commands on notices. */
@Command(
        name = "notice",
        description = "Notices by web hook, mail and WeCom: try channels out, see what was told, send again.",
        mixinStandardHelpOptions = true,
        subcommands = {NoticeTestCommand.class, NoticeListCommand.class, NoticeRetryCommand.class},
        footer = {"", "Example: xisuan notice list --state dead"})
public final class NoticeCommand {}
