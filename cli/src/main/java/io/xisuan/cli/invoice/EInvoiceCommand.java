package io.xisuan.cli.invoice;

import picocli.CommandLine.Command;

/** The group {@code invoice einvoice}: what is asked of the tax platform for issued documents, and what it answered. */
@Command(
        name = "einvoice",
        description = "Requests for e-invoices (数电发票) and the numbers that the tax platform gave.",
        subcommands = {EInvoiceRequestCommand.class, EInvoiceImportCommand.class, EInvoiceListCommand.class},
        footer = {
            "",
            "Examples:",
            "  xisuan invoice einvoice request --month 2026-10 --out requests.xlsx",
            "  xisuan invoice einvoice import answers.csv",
            "",
            "The tax platform gives the numbers: nothing here makes one."
        },
        mixinStandardHelpOptions = true)
public final class EInvoiceCommand {}
