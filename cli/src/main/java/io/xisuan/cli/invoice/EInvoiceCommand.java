package io.xisuan.cli.invoice;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group {@code invoice einvoice}: what is asked of the tax platform for issued documents, and what it answered. */
@Command(
        name = "einvoice",
        description = "Requests for e-invoices (数电发票) and the numbers that the tax platform gave.",
        subcommands = {EInvoiceRequestCommand.class, EInvoiceImportCommand.class, EInvoiceListCommand.class},
        footer = {
            "",
            "Example: xisuan invoice einvoice request --month 2026-10 --out requests.xlsx",
            "Example: xisuan invoice einvoice import answers.csv",
            "The tax platform gives the numbers: nothing here makes one."
        },
        mixinStandardHelpOptions = true)
public final class EInvoiceCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Which one? invoice einvoice request --month YYYY-MM --out FILE, invoice einvoice import FILE or invoice einvoice list");
    }
}
