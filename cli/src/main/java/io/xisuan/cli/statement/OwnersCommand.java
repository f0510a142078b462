package io.xisuan.cli.statement;

import io.xisuan.billing.party.OwnerTermsCsv;
import io.xisuan.billing.store.ReportBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.PersonOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code statement owners}: what was agreed with the owners of sites, from CSV. */
@Command(
        name = "owners",
        description =
                "Records what was agreed with the owners of sites: CSV with site,owner,share (0.70 for 70 %%); the last word counts.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan statement owners owners.csv"})
final class OwnersCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The file.")
    private Path file = Path.of("");

    @Mixin
    private PersonOption person = new PersonOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        List<OwnerTermsCsv.Terms> terms = read();
        try (Store store = database.openExisting()) {
            int added = new ReportBook(store)
                    .agree(terms, person.principal().name(), Instant.now().toEpochMilli());
            Table.Builder table =
                    Table.of(Column.name("site", "site"), Column.text("owner", "owner"), Column.text("share", "share"));
            terms.forEach(one -> table.row(one.site(), one.owner(), one.share().formatted()));
            table.total("%d are new".formatted(added), "", "");
            output.print(terms, table.build());
        }
        return ExitCode.DONE.code();
    }

    private List<OwnerTermsCsv.Terms> read() {
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return OwnerTermsCsv.read(String.valueOf(file.getFileName()), text);
        } catch (IOException e) {
            throw InputException.of("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}
