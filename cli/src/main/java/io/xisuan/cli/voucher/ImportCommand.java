package io.xisuan.cli.voucher;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.xisuan.billing.entitlement.Authority;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.model.InputException;
import io.xisuan.operator.api.v1alpha1.VoucherSpec;
import io.xisuan.operator.market.GrantSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code voucher import FILE}: many letters from CSV; every line is checked before anything is written. */
@Command(
        name = "import",
        description = {
            "Writes grant letters from CSV; every line is checked before any is written, and lines that are known change nothing.",
            "Columns: number,programme,tenant,contract,amount,granted_on,valid_from,valid_to,rate,authority,document_sha256"
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: xisuan voucher import letters.csv --manifests DIR --db jdbc:sqlite:FILE"})
public final class ImportCommand implements Runnable {
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

    @Override
    public void run() {
        List<GrantDrafts.Draft> drafts = drafts();
        try (Store store = database.openExisting()) {
            WrittenTable.print(
                    GrantDrafts.write(
                            store,
                            "voucher import",
                            manifests,
                            drafts,
                            Instant.now().toEpochMilli()),
                    output);
        }
    }

    private List<GrantDrafts.Draft> drafts() {
        List<GrantDrafts.Draft> drafts = new ArrayList<>();
        TreeSet<String> seen = new TreeSet<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : rows) {
                GrantDrafts.Draft draft = draft(row);
                if (!seen.add(draft.source().voucher().value())) {
                    throw InputException.of("%s: %s is given twice".formatted(draft.where(), row.getField("number")));
                }
                drafts.add(draft);
            }
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw InputException.of("%s cannot be read as CSV in UTF-8: %s".formatted(file, e.getMessage()));
        }
        return drafts;
    }

    private GrantDrafts.Draft draft(NamedCsvRecord row) {
        String where = "%s line %d".formatted(file, row.getStartingLineNumber());
        if (!row.getHeader().equals(COLUMNS)) {
            throw InputException.of("%s: the columns are %s, not %s"
                    .formatted(file, String.join(",", COLUMNS), String.join(",", row.getHeader())));
        }
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
