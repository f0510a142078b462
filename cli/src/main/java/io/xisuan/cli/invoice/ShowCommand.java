package io.xisuan.cli.invoice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.xisuan.billing.store.DraftBook;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.StoredDraft;
import io.xisuan.billing.store.StoredInvoice;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.Format;
import io.xisuan.cli.output.Output;
import io.xisuan.cli.output.OutputOption;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code invoice show NUMBER}: the whole invoice; as JSON the document itself, byte for byte. */
@Command(
        name = "show",
        description =
                "Shows an invoice, a note or a draft with lines and figures; -o json prints the document as it is kept.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  xisuan invoice show ZW-2026-000001", "  xisuan invoice show D12 -o json"})
public final class ShowCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Parameters(paramLabel = "NUMBER", description = "The document, as ZW-2026-000001, or the draft, as D12.")
    private String number = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public void run() {
        try (Store store = database.openReadOnly()) {
            if (Drafts.isName(number)) {
                StoredDraft draft = Drafts.find(new DraftBook(store), number);
                print(InvoiceSheet.of(draft), draft.json());
            } else {
                StoredInvoice stored = Numbers.find(store, number);
                print(InvoiceSheet.of(stored), stored.document().json());
            }
        }
    }

    private void print(InvoiceSheet sheet, String json) {
        Output printer = output.output();
        if (printer.format() == Format.JSON) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(json);
            out.flush();
        } else {
            sheet.print(printer, tree(json));
        }
    }

    private JsonNode tree(String json) {
        try {
            return JsonMapper.builder().build().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored document %s is no JSON".formatted(number), e);
        }
    }
}
