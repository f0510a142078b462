package io.xisuan.cli.backup;

import picocli.CommandLine.Command;

/** The commands on backups of books and journal together. */
@Command(
        name = "backup",
        description = "Keeps books and usage journal of one moment together: create, list, verify, restore, prune.",
        footer = {"", "Example: xisuan backup create --to /mnt/backup --keep-last 24 --keep-daily 14 --keep-monthly 12"
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        subcommands = {
            BackupCreateCommand.class,
            BackupListCommand.class,
            BackupVerifyCommand.class,
            BackupRestoreCommand.class,
            BackupPruneCommand.class
        })
public final class BackupCommand {}
