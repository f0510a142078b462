package io.xisuan.cli.voucher;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code voucher}: grant letters and what is left of them. */
@Command(
        name = "voucher",
        description = "Grant letters and balances: grant, import, balance, expiring, declare.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BalanceCommand.class,
            DeclareCommand.class,
            ExpiringCommand.class,
            GrantCommand.class,
            ImportCommand.class
        })
public final class VoucherCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Which one? voucher grant, import, balance, expiring or declare");
    }
}
