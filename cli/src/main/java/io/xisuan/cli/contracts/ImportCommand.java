package io.xisuan.cli.contracts;

import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.ContractsCsv;
import io.xisuan.billing.party.Supplier;
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

/** The command {@code contracts import}: adds suppliers and contracts from CSV; what is stored does not change. */
@Command(
        name = "import",
        description = "Adds suppliers and contracts from CSV files to the store; makes the store when there is none.",
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

    /** The result as JSON shows it. */
    record Imported(String db, int newSuppliers, int newContracts, int suppliers, int contracts) {}

    private interface CsvReader<T> {
        List<T> read(String file, Reader text);
    }

    @Override
    public void run() {
        if (suppliers == null && contracts == null) {
            throw InputException.of("contracts import: name --suppliers FILE, --contracts FILE, or both");
        }
        List<Supplier> newSuppliers = suppliers == null ? List.of() : csv(suppliers, SuppliersCsv::read);
        List<Contract> newContracts = contracts == null ? List.of() : csv(contracts, ContractsCsv::read);
        try (Store store = database.open()) {
            int knownSuppliers = store.suppliers().size();
            int knownContracts = store.contracts().size();
            store.importParties(newSuppliers, newContracts);
            int allSuppliers = store.suppliers().size();
            int allContracts = store.contracts().size();
            print(new Imported(
                    database.url(),
                    allSuppliers - knownSuppliers,
                    allContracts - knownContracts,
                    allSuppliers,
                    allContracts));
        }
    }

    private void print(Imported imported) {
        Table table = Table.of(
                        Column.name("kind", "kind"), Column.number("new", "new"), Column.number("stored", "stored"))
                .row("suppliers", imported.newSuppliers(), imported.suppliers())
                .row("contracts", imported.newContracts(), imported.contracts())
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
