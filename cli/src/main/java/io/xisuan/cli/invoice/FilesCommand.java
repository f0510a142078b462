package io.xisuan.cli.invoice;

import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.rendering.InvoiceCsv;
import io.xisuan.billing.invoice.rendering.InvoicePdf;
import io.xisuan.billing.invoice.rendering.InvoiceXlsx;
import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.FileBook;
import io.xisuan.billing.store.InvoiceFilter;
import io.xisuan.billing.store.KeptFile;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.StoredInvoice;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The command {@code invoice files NUMBER --out DIR}: the document, and PDF, XLSX and CSV drawn from it. PDF and XLSX are drawn once and
 * kept, so that they are the same bytes every time.
 */
@Command(
        name = "files",
        description = "Writes an invoice or note, or all of a month, as PDF, XLSX, CSV and JSON.",
        footer = {
            "",
            "Examples:",
            "  xisuan invoice files ZW-2026-000001 --out invoices",
            "  xisuan invoice files --month 2026-10 --out invoices --lang en",
            "",
            "PDF and XLSX are drawn once and kept with their SHA-256; --check draws them again and compares: exit 1 when they differ",
            "and were drawn by the same Java. The PDF is in Chinese and English; --lang is for the headings of CSV and XLSX (default here: zh)."
        },
        mixinStandardHelpOptions = true)
public final class FilesCommand implements Callable<Integer> {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Parameters(arity = "0..1", paramLabel = "NUMBER", description = "The invoice or note, as ZW-2026-000001.")
    private @Nullable String number;

    @Option(names = "--month", paramLabel = "YYYY-MM", description = "All invoices and notes of this month instead.")
    private @Nullable String month;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to write into.")
    private Path folder = Path.of(".");

    @Option(names = "--check", description = "Draw what is kept again and say whether it is the same.")
    private boolean check;

    /**
     * One file as JSON shows it.
     *
     * @param kept {@code new} when it was drawn now, {@code kept} when it was drawn before, empty where nothing is kept; with
     *     {@code --check} whether it was the same again
     */
    record Written(String file, long bytes, String sha256, String kept) {}

    @Override
    public Integer call() {
        List<Written> written = new ArrayList<>();
        boolean sound = true;
        try (Store store = database.openExisting();
                InvoicePdf pdf = new InvoicePdf()) {
            Files.createDirectories(folder);
            Drawing drawing = new Drawing(new FileBook(store), pdf, output.languageOr(Language.ZH), check);
            for (StoredInvoice stored : wanted(store)) {
                sound &= write(stored, drawing, written);
            }
        } catch (IOException e) {
            throw InputException.of("--out: %s cannot be written to: %s".formatted(folder, e.getMessage()));
        }
        Table.Builder table = Table.of(
                Column.name("file", "file"),
                Column.number("bytes", "bytes"),
                Column.name("kept", "kept"),
                Column.name("sha256", "SHA-256"));
        written.forEach(file -> table.row(file.file(), file.bytes(), file.kept(), file.sha256()));
        output.print(written, table.build());
        return (sound ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
    }

    private List<StoredInvoice> wanted(Store store) {
        if (number == null && month != null) {
            List<StoredInvoice> all =
                    store.invoices(new InvoiceFilter(Optional.empty(), Optional.of(Months.parse(month))));
            if (all.isEmpty()) {
                output.output().say("Nothing was issued for " + month + ".");
            }
            return all;
        }
        if (number == null || month != null) {
            throw InputException.of("invoice files: name a NUMBER or --month YYYY-MM, one of them");
        }
        return List.of(Numbers.find(store, number));
    }

    private boolean write(StoredInvoice stored, Drawing drawing, List<Written> written) throws IOException {
        Invoice invoice = Store.read(stored);
        boolean sound = true;
        for (KeptFile.Form form : KeptFile.Form.values()) {
            Drawing.Drawn drawn = drawing.of(invoice, form);
            sound &= drawn.sound();
            written.add(write(
                    stored.number() + "." + form.suffix(),
                    drawn.file().content().bytes(),
                    drawn.word()));
        }
        byte[] csv = InvoiceCsv.render(invoice, InvoiceCsv.Reader.EXCEL, output.languageOr(Language.ZH));
        written.add(write(stored.number() + ".csv", csv, ""));
        written.add(write(stored.number() + ".json", stored.document().bytes(), ""));
        return sound;
    }

    private Written write(String name, byte[] bytes, String kept) throws IOException {
        Path path = folder.resolve(name);
        Files.write(path, bytes);
        return new Written(path.toString(), bytes.length, new KeptFile.Content(bytes).sha256(), kept);
    }

    /** Draws what is not kept yet. */
    private record Drawing(FileBook book, InvoicePdf pdf, Language language, boolean check) {
        private record Drawn(KeptFile file, String word, boolean sound) {}

        Drawn of(Invoice invoice, KeptFile.Form form) {
            // The PDF speaks both languages, so there is one.
            Language spoken = form == KeptFile.Form.PDF ? Language.ZH : language;
            Optional<KeptFile> kept = book.find(invoice.number(), form, spoken);
            if (kept.isEmpty()) {
                return new Drawn(book.keep(draw(invoice, form, spoken)), "new", true);
            }
            return check ? compared(kept.get(), draw(invoice, form, spoken)) : new Drawn(kept.get(), "kept", true);
        }

        private KeptFile draw(Invoice invoice, KeptFile.Form form, Language spoken) {
            byte[] bytes = switch (form) {
                case PDF -> pdf.render(invoice);
                case XLSX -> InvoiceXlsx.render(invoice, spoken);
            };
            String java = System.getProperty("java.vm.name") + " " + Runtime.version();
            return new KeptFile(
                    invoice.number(), form, spoken, new KeptFile.Content(bytes), java, System.currentTimeMillis());
        }

        private static Drawn compared(KeptFile kept, KeptFile again) {
            if (kept.content().sha256().equals(again.content().sha256())) {
                return new Drawn(kept, "kept, the same again", true);
            }
            boolean otherJava = !kept.drawnBy().equals(again.drawnBy());
            return new Drawn(
                    kept,
                    otherJava
                            ? "kept, drawn by %s; this is %s, so bytes may differ"
                                    .formatted(kept.drawnBy(), again.drawnBy())
                            : "kept, but drawn again it DIFFERS",
                    otherJava);
        }
    }
}
