package io.xisuan.cli.contracts;

import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.ContractLinesCsv;
import io.xisuan.billing.party.ContractsCsv;
import io.xisuan.billing.party.PartyImport;
import io.xisuan.billing.party.SuppliersCsv;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.csv.Headings;
import io.xisuan.cli.csv.RowEffect;
import io.xisuan.cli.csv.SpreadsheetFile;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code contract import}: adds suppliers, contracts and their lines from CSV; what is stored does not change. */
@Command(
        name = "import",
        description =
                "Adds suppliers, contracts and contract lines from CSV files to the store; makes the store when there is none.",
        footer = {
            "",
            "Example:",
            "  xisuan contract import --suppliers deploy/samples/cluster/suppliers.csv --contracts deploy/samples/cluster/contracts.csv",
            "",
            "In UTF-8 or GBK, headings in English or Chinese (合同编号, 租户, ...); --dry-run says what each row would do.",
            "The same file again is fine; a supplier or contract with other content is refused, saying what differs."
        },
        mixinStandardHelpOptions = true)
public final class ImportCommand implements Callable<Integer> {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Option(names = "--suppliers", paramLabel = "FILE", description = "The suppliers (suppliers.csv).")
    private @Nullable Path suppliers;

    @Option(names = "--contracts", paramLabel = "FILE", description = "The contracts (contracts.csv).")
    private @Nullable Path contracts;

    @Option(
            names = "--lines",
            paramLabel = "FILE",
            description = "The lines of contracts (contract-lines.csv): computing power, models, corpora.")
    private @Nullable Path lines;

    /** The result as JSON shows it. */
    record Imported(
            String db,
            int newSuppliers,
            int newContracts,
            int newContractLines,
            int suppliers,
            int contracts,
            int contractLines) {}

    private record Counts(int suppliers, int contracts, int lines) {
        static Counts of(Store store) {
            List<Contract> contracts = store.contracts();
            int lines = contracts.stream()
                    .mapToInt(contract -> contract.lines().size())
                    .sum();
            return new Counts(store.suppliers().size(), contracts.size(), lines);
        }
    }

    private interface CsvReader<T> {
        List<T> read(String file, Reader text);
    }

    @Option(
            names = "--dry-run",
            description = "Say what each row would do, and store nothing; exit code 1 where one would be refused.")
    private boolean dryRun;

    /** The result of a dry run as JSON shows it. */
    record Tried(String db, List<RowEffect> rows) {}

    @Override
    public Integer call() {
        if (suppliers == null && contracts == null && lines == null) {
            throw InputException.of(
                    "contract import: name --suppliers FILE, --contracts FILE, --lines FILE, or several");
        }
        PartyImport.Files files = new PartyImport.Files(
                suppliers == null ? List.of() : csv(suppliers, Headings.SUPPLIERS, SuppliersCsv::read),
                contracts == null ? List.of() : csv(contracts, Headings.CONTRACTS, ContractsCsv::located),
                lines == null ? List.of() : csv(lines, Headings.LINES, ContractLinesCsv::read));
        if (dryRun) {
            return tried(files).code();
        }
        try (Store store = database.open()) {
            Counts before = Counts.of(store);
            PartyImport all = PartyImport.of(files, new PartyImport.Known(store.suppliers(), store.contracts()));
            store.importParties(all.suppliers(), all.contracts());
            Counts after = Counts.of(store);
            print(new Imported(
                    database.url(),
                    after.suppliers() - before.suppliers(),
                    after.contracts() - before.contracts(),
                    after.lines() - before.lines(),
                    after.suppliers(),
                    after.contracts(),
                    after.lines()));
        }
        return ExitCode.DONE.code();
    }

    /** Compares every row with what is stored; where nothing is, every row is new. */
    private ExitCode tried(PartyImport.Files files) {
        PartyImport.Known known = known();
        PartyImport all = PartyImport.of(files, known);
        List<RowEffect> rows = new ArrayList<>();
        all.suppliers()
                .forEach(row -> rows.add(RowEffect.ofFrozen(
                        "supplier",
                        row.id().value(),
                        row,
                        known.suppliers().stream()
                                .filter(stored -> stored.id().equals(row.id()))
                                .findFirst())));
        all.contracts().forEach(row -> rows.add(effect(row, known)));
        output.print(new Tried(database.url(), rows), RowEffect.table(rows, output.language()));
        boolean refused = rows.stream().anyMatch(row -> row.effect() == RowEffect.Effect.REFUSED);
        return refused ? ExitCode.ANSWER_IS_NO : ExitCode.DONE;
    }

    private static RowEffect effect(Contract row, PartyImport.Known known) {
        Optional<Contract> stored = known.contracts().stream()
                .filter(contract -> contract.id().equals(row.id()))
                .findFirst();
        boolean linesCome = stored.filter(
                        contract -> contract.lines().isEmpty() && !row.lines().isEmpty())
                .isPresent();
        RowEffect effect = RowEffect.ofFrozen(
                "contract",
                row.id().value(),
                ContractView.of(linesCome ? row.with(List.of()) : row),
                stored.map(ContractView::of));
        return linesCome && effect.effect() == RowEffect.Effect.SAME
                ? new RowEffect(
                        "contract",
                        row.id().value(),
                        RowEffect.Effect.CHANGES,
                        "gets its %d lines".formatted(row.lines().size()))
                : effect;
    }

    private PartyImport.Known known() {
        try (Store store = database.openReadOnly()) {
            return new PartyImport.Known(store.suppliers(), store.contracts());
        } catch (InputException none) {
            return new PartyImport.Known(List.of(), List.of());
        }
    }

    private void print(Imported imported) {
        Table table = Table.of(
                        Column.name("kind", "kind"), Column.number("new", "new"), Column.number("stored", "stored"))
                .row("suppliers", imported.newSuppliers(), imported.suppliers())
                .row("contracts", imported.newContracts(), imported.contracts())
                .row("contract lines", imported.newContractLines(), imported.contractLines())
                .build();
        output.print(imported, table);
        output.output().say("Stored in " + imported.db());
    }

    private static <T> List<T> csv(Path file, Map<String, String> headings, CsvReader<T> reader) {
        try (Reader text = SpreadsheetFile.open(file, headings)) {
            return reader.read(file.toString(), text);
        } catch (IOException e) {
            throw InputException.of("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}
