package io.xisuan.cli.invoice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.xisuan.billing.store.Store;
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
        description = "Shows an invoice with its lines and figures; -o json prints the document as issued.",
        mixinStandardHelpOptions = true)
public final class ShowCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Parameters(paramLabel = "NUMBER", description = "The invoice, as ZW-2026-000001.")
    private String number = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public void run() {
        try (Store store = database.openReadOnly()) {
            StoredInvoice stored = Numbers.find(store, number);
            Output printer = output.output();
            if (printer.format() == Format.JSON) {
                PrintWriter out = spec.commandLine().getOut();
                out.print(stored.document().json());
                out.flush();
            } else {
                new InvoiceSheet(Store.read(stored), stored.document().sha256()).print(printer, tree(stored));
            }
        }
    }

    private static JsonNode tree(StoredInvoice stored) {
        try {
            return JsonMapper.builder().build().readTree(stored.document().json());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored document %s is no JSON".formatted(stored.number()), e);
        }
    }
}
