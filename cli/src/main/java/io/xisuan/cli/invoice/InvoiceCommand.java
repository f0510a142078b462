package io.xisuan.cli.invoice;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code invoice}: what was issued, and the wish to issue. */
@Command(
        name = "invoice",
        description = "Invoices: list, show, write their files, ask for the issue of a month.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ListCommand.class,
            ShowCommand.class,
            FilesCommand.class,
            ExplainCommand.class,
            EInvoiceCommand.class,
            IssueCommand.class
        })
public final class InvoiceCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Which one? invoice list, invoice show NUMBER, invoice files NUMBER --out DIR, invoice explain NUMBER LINE, invoice einvoice list or invoice issue --month YYYY-MM");
    }
}
