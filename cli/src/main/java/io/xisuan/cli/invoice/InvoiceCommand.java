package io.xisuan.cli.invoice;

import picocli.CommandLine.Command;

/** The command {@code invoice}: documents from their drafts on. */
@Command(
        name = "invoice",
        description = "Invoices and notes: draft, review and issue them; list and show them and write their files.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
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
public final class InvoiceCommand {}
