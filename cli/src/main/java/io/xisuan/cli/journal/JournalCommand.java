package io.xisuan.cli.journal;

import picocli.CommandLine.Command;

/** The commands about the usage journal. */
@Command(
        name = "journal",
        description = "Looks into the usage journal.",
        mixinStandardHelpOptions = true,
        subcommands = JournalVerifyCommand.class)
public final class JournalCommand {}
