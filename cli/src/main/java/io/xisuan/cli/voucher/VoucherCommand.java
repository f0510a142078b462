package io.xisuan.cli.voucher;

import picocli.CommandLine.Command;

/** The command {@code voucher}: grant letters and what is left of them. */
@Command(
        name = "voucher",
        description = "Grant letters and balances: grant, import, balance, expiring, declare.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BalanceCommand.class,
            DeclareCommand.class,
            ExpiringCommand.class,
            GrantCommand.class,
            ImportCommand.class
        })
public final class VoucherCommand {}
