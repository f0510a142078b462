package io.xisuan.cli.ledger;

import picocli.CommandLine.Command;

/** The commands about the ledger. */
@Command(
        name = "ledger",
        description = "Looks into the books, checks, backs up and restores them.",
        mixinStandardHelpOptions = true,
        subcommands = {
            LedgerBackupCommand.class,
            LedgerExportCommand.class,
            LedgerHeadCommand.class,
            LedgerRestoreCommand.class,
            LedgerShowCommand.class,
            LedgerVerifyCommand.class
        })
public final class LedgerCommand {}
