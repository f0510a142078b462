package io.xisuan.cli.journal;

import picocli.CommandLine.Command;

/** The commands about the usage journal. */
@Command(
        name = "journal",
        description = "Looks into the usage journal.",
        mixinStandardHelpOptions = true,
        subcommands = {
            JournalVerifyCommand.class,
            JournalShowCommand.class,
            JournalProveCommand.class,
            JournalVerifyProofCommand.class,
            JournalExportCommand.class,
            JournalCompactCommand.class,
            JournalAdoptCommand.class
        })
public final class JournalCommand {}
