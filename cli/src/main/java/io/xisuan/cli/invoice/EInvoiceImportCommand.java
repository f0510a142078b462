package io.xisuan.cli.invoice;

import io.xisuan.billing.einvoice.EInvoice;
import io.xisuan.billing.einvoice.EInvoiceAnswersCsv;
import io.xisuan.billing.party.Located;
import io.xisuan.billing.store.EInvoiceBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code invoice einvoice import}: the numbers and red-letter results that the tax platform gave. */
@Command(
        name = "import",
        description = "Records the numbers and red-letter results that the tax platform gave, from a CSV file.",
        footer = {
            "",
            "Example:",
            "  xisuan invoice einvoice import answers.csv --by wang",
            "",
            "Columns: document,number,day,total and, for red letters, result,original,confirmation; or 账单编号,发票号码,开票日期,价税合计,",
            "结果,原蓝字发票号码,红字确认单编号. Results are BLUE (蓝字), RED (红字) and RED_REFUSED (红字被拒). The same file again is fine;",
            "a line that contradicts the books is refused by its place, and nothing of the file is stored."
        },
        mixinStandardHelpOptions = true)
public final class EInvoiceImportCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private PersonOption person = new PersonOption();

    @Parameters(paramLabel = "FILE", description = "The answers as CSV in UTF-8.")
    private Path file = Path.of(".");

    @Override
    public void run() {
        List<Located<EInvoice>> answers = read();
        try (Store store = database.openExisting()) {
            EInvoiceBook.Imported imported =
                    new EInvoiceBook(store).record(answers, person.principal().name(), System.currentTimeMillis());
            Table.Builder table = Table.of(Column.number("added", "new"), Column.number("known", "known already"));
            output.print(imported, table.row(imported.added(), imported.known()).build());
        }
    }

    private List<Located<EInvoice>> read() {
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return EInvoiceAnswersCsv.read(file.toString(), text);
        } catch (NoSuchFileException e) {
            throw InputException.of("%s is missing".formatted(file));
        } catch (IOException e) {
            throw InputException.of("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}
