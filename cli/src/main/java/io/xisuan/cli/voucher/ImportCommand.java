package io.xisuan.cli.voucher;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.xisuan.billing.entitlement.Authority;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.csv.Headings;
import io.xisuan.cli.csv.RowEffect;
import io.xisuan.cli.csv.SpreadsheetFile;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.model.InputException;
import io.xisuan.operator.api.v1alpha1.VoucherSpec;
import io.xisuan.operator.market.GrantSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code voucher import FILE}: many letters from CSV; every line is checked before anything is written. */
@Command(
        name = "import",
        description = {
            "Writes grant letters from CSV; every line is checked before any is written, and lines that are known change nothing.",
            "Columns: number,programme,tenant,contract,amount,granted_on,valid_from,valid_to,rate,authority,document_sha256."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan voucher import letters.csv --manifests DIR --db jdbc:sqlite:FILE"})
public final class ImportCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of(
            "number",
            "programme",
            "tenant",
            "contract",
            "amount",
            "granted_on",
            "valid_from",
            "valid_to",
            "rate",
            "authority",
            "document_sha256");

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Parameters(paramLabel = "FILE", description = "The letters.")
    private Path file = Path.of("");

    @Option(names = "--manifests", paramLabel = "DIR", required = true, description = "Sites, tenants and tariffs.")
    private List<Path> manifests = new ArrayList<>();

    @Option(
            names = "--dry-run",
            description =
                    "Check every letter as it would be written, say what each would do or why it is refused, and write nothing; exit code 1 where one would be refused.")
    private boolean dryRun;

    /** One row: a letter, or why it is none. */
    private record Row(String number, Optional<GrantDrafts.Draft> draft, Optional<InputException> refusal) {
        /**
         * Returns the letter.
         *
         * @throws InputException where the row is none
         */
        GrantDrafts.Draft letter() {
            return draft.orElseThrow(
                    () -> refusal.orElseThrow(() -> new IllegalStateException("a row is a letter or is refused")));
        }
    }

    @Override
    public Integer call() {
        List<Row> rows = rows();
        if (dryRun) {
            return tried(rows).code();
        }
        List<GrantDrafts.Draft> letters = rows.stream().map(Row::letter).toList();
        try (Store store = database.openExisting()) {
            WrittenTable.print(
                    GrantDrafts.write(
                            store,
                            "voucher import",
                            manifests,
                            letters,
                            Instant.now().toEpochMilli()),
                    output);
        }
        return ExitCode.DONE.code();
    }

    /** Checks each as it would be written, and says what it does or why it is refused. */
    private ExitCode tried(List<Row> rows) {
        List<GrantDrafts.Draft> letters =
                rows.stream().flatMap(row -> row.draft().stream()).toList();
        try (Store store = database.openReadOnly()) {
            Iterator<RowEffect> checked = GrantDrafts.effects(
                            store, manifests, letters, Instant.now().toEpochMilli())
                    .iterator();
            List<RowEffect> effects = rows.stream()
                    .map(row -> row.refusal()
                            .map(why -> new RowEffect(
                                    "voucher",
                                    row.number(),
                                    RowEffect.Effect.REFUSED,
                                    String.valueOf(why.getMessage())))
                            .orElseGet(checked::next))
                    .map(this::withoutFile)
                    .toList();
            output.print(effects, RowEffect.table(effects, output.language()));
            boolean refused = effects.stream().anyMatch(row -> row.effect() == RowEffect.Effect.REFUSED);
            return refused ? ExitCode.ANSWER_IS_NO : ExitCode.DONE;
        }
    }

    /** Whoever reads the table knows the file. */
    private RowEffect withoutFile(RowEffect row) {
        String prefix = file + " ";
        return row.detail().startsWith(prefix)
                ? new RowEffect(row.kind(), row.id(), row.effect(), row.detail().substring(prefix.length()))
                : row;
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        TreeSet<String> seen = new TreeSet<>();
        try (CsvReader<NamedCsvRecord> records =
                CsvReader.builder().ofNamedCsvRecord(SpreadsheetFile.open(file, Headings.LETTERS))) {
            for (NamedCsvRecord written : records) {
                requireColumns(written);
                rows.add(row(written, seen));
            }
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw InputException.of("%s cannot be read as CSV: %s".formatted(file, e.getMessage()));
        }
        return rows;
    }

    private Row row(NamedCsvRecord written, Set<String> seen) {
        String number = written.getField("number");
        try {
            GrantDrafts.Draft draft = draft(written);
            if (!seen.add(draft.source().voucher().value())) {
                throw InputException.of("%s: %s is given twice".formatted(draft.where(), number));
            }
            return new Row(number, Optional.of(draft), Optional.empty());
        } catch (InputException refusal) {
            return new Row(number, Optional.empty(), Optional.of(refusal));
        }
    }

    private void requireColumns(NamedCsvRecord written) {
        if (!written.getHeader().equals(COLUMNS)) {
            throw InputException.of("%s: the columns are %s, not %s"
                    .formatted(file, String.join(",", COLUMNS), String.join(",", written.getHeader())));
        }
    }

    private GrantDrafts.Draft draft(NamedCsvRecord row) {
        String where = "%s line %d".formatted(file, row.getStartingLineNumber());
        String rate = row.getField("rate");
        VoucherSpec spec = new VoucherSpec(
                row.getField("tenant"),
                row.getField("programme"),
                row.getField("number"),
                row.getField("amount"),
                row.getField("granted_on"),
                row.getField("valid_from"),
                row.getField("valid_to"),
                row.getField("contract"),
                rate.isEmpty() ? null : rate);
        GrantSource.Annex annex = new GrantSource.Annex(
                authority(where, row.getField("authority")), row.getField("document_sha256"), List.of());
        return new GrantDrafts.Draft(
                where, GrantSource.written(row.getField("tenant"), LetterName.of(row.getField("number")), spec, annex));
    }

    private static Optional<Authority> authority(String where, String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Authority.valueOf(text));
        } catch (IllegalArgumentException e) {
            throw InputException.of(
                    "%s: authority %s: write OURS, DECLARED, PUBLISHED, UNKNOWN or nothing".formatted(where, text));
        }
    }
}
