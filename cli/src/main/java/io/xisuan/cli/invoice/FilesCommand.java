package io.xisuan.cli.invoice;

import io.xisuan.billing.invoice.rendering.InvoiceFiles;
import io.xisuan.billing.invoice.rendering.InvoicePdf;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.StoredInvoice;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code invoice files NUMBER --out DIR}: PDF and CSV drawn from the document, and the document. */
@Command(name = "files", description = "Writes an invoice as PDF, CSV and JSON.", mixinStandardHelpOptions = true)
public final class FilesCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Parameters(paramLabel = "NUMBER", description = "The invoice, as ZW-2026-000001.")
    private String number = "";

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to write into.")
    private Path folder = Path.of(".");

    /** One file as JSON shows it. */
    record Written(String file, long bytes) {}

    @Override
    public void run() {
        List<Written> written = new ArrayList<>();
        try (Store store = database.openReadOnly();
                InvoicePdf pdf = new InvoicePdf()) {
            StoredInvoice stored = Numbers.find(store, number);
            Files.createDirectories(folder);
            for (Map.Entry<String, byte[]> file :
                    InvoiceFiles.of(Store.read(stored), pdf).entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.write(path, file.getValue());
                written.add(new Written(path.toString(), file.getValue().length));
            }
        } catch (IOException e) {
            throw InputException.of("--out: %s cannot be written to: %s".formatted(folder, e.getMessage()));
        }
        Table.Builder table = Table.of(Column.name("file", "file"), Column.number("bytes", "bytes"));
        written.forEach(file -> table.row(file.file(), file.bytes()));
        output.print(written, table.build());
    }
}
