package io.xisuan.cli.ledger;

import picocli.CommandLine.Command;

/** The commands about the ledger. */
@Command(
        name = "ledger",
        description = "Looks into the books.",
        mixinStandardHelpOptions = true,
        subcommands = LedgerVerifyCommand.class)
public final class LedgerCommand {}
