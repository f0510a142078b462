package io.xisuan.cli.tariff;

import io.xisuan.cli.pricelist.PricesExportCommand;
import io.xisuan.cli.pricelist.PricesImportCommand;
import picocli.CommandLine.Command;

/** The command {@code tariff}: what device-hours cost. */
@Command(
        name = "tariff",
        description = "Price lists: list, show, price, lint, import, export.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ListCommand.class,
            ShowCommand.class,
            PriceCommand.class,
            LintCommand.class,
            PricesImportCommand.class,
            PricesExportCommand.class
        })
public final class TariffCommand {}
