package io.xisuan.cli.invoice;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code invoice}: documents from their drafts on. */
@Command(
        name = "invoice",
        description = "Invoices and notes: draft, review and issue them; list and show them and write their files.",
        mixinStandardHelpOptions = true,
        subcommands = {
            DraftCommand.class,
            DraftsCommand.class,
            ReviewCommand.class,
            IssueCommand.class,
            NotesCommand.class,
            ListCommand.class,
            ShowCommand.class,
            FilesCommand.class,
            EInvoiceCommand.class,
            ExplainCommand.class
        })
public final class InvoiceCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Which one? invoice draft, drafts, review, issue, notes, list, show, files, explain or einvoice: see invoice --help");
    }
}
