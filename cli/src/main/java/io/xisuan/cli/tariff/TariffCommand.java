package io.xisuan.cli.tariff;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code tariff}: what device-hours cost. */
@Command(
        name = "tariff",
        description = "Price lists: list, show, price, lint.",
        mixinStandardHelpOptions = true,
        subcommands = {ListCommand.class, ShowCommand.class, PriceCommand.class, LintCommand.class})
public final class TariffCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Which one? tariff list, tariff show VERSION, tariff price --model M --site S --devices N --hours H, or tariff lint FILE");
    }
}
