package io.xisuan.cli.contracts;

import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.ContractLinesCsv;
import io.xisuan.billing.party.ContractsCsv;
import io.xisuan.billing.party.PartyImport;
import io.xisuan.billing.party.SuppliersCsv;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
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
            "Example: xisuan contract import --suppliers deploy/samples/cluster/suppliers.csv --contracts deploy/samples/cluster/contracts.csv",
            "The same file again is fine; a supplier or contract with other content is refused, saying what differs."
        },
        mixinStandardHelpOptions = true)
public final class ImportCommand implements Runnable {
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

    @Override
    public void run() {
        if (suppliers == null && contracts == null && lines == null) {
            throw InputException.of(
                    "contract import: name --suppliers FILE, --contracts FILE, --lines FILE, or several");
        }
        PartyImport.Files files = new PartyImport.Files(
                suppliers == null ? List.of() : csv(suppliers, SuppliersCsv::read),
                contracts == null ? List.of() : csv(contracts, ContractsCsv::located),
                lines == null ? List.of() : csv(lines, ContractLinesCsv::read));
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

    private static <T> List<T> csv(Path file, CsvReader<T> reader) {
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return reader.read(file.toString(), text);
        } catch (NoSuchFileException e) {
            throw InputException.of("%s is missing".formatted(file));
        } catch (IOException e) {
            throw InputException.of("%s cannot be read as UTF-8: %s".formatted(file, e.getMessage()));
        }
    }
}
